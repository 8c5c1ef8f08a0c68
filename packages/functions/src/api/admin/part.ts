import type { Actor, SignedInEnv } from "../actor.ts";
import { DescribedApi } from "../described-api.ts";

/** Creates a part of the console's API, which mounts it and decides who may call it. */
export function createPart() {
  return new DescribedApi<SignedInEnv>();
}

/** The person as the audit records them. */
export function auditActorOf({ id, name, email }: Actor) {
  return { id, name, email };
}
