import type { Actor, SignedInEnv } from "../actor.ts";
import { DescribedApi } from "../described-api.ts";

/** A part of the console's API, mounted by it: who may call is decided there. */
export function createPart() {
  return new DescribedApi<SignedInEnv>();
}

/** Who the audit says it was. */
export function auditActorOf({ id, name, email }: Actor) {
  return { id, name, email };
}
