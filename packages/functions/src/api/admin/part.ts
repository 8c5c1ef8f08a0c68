import { errorsOf } from "@donut/contracts/errors-of";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Actor, SignedInEnv } from "../actor.ts";
import { invalidInput } from "../problem.ts";

/** A part of the console's API, mounted by it: who may call is decided there. */
export function createPart() {
  return new OpenAPIHono<SignedInEnv>({
    defaultHook: (result, c) => (result.success ? undefined : invalidInput(c, errorsOf(result.error))),
  });
}

/** Who the audit says it was. */
export function auditActorOf({ id, name, email }: Actor) {
  return { id, name, email };
}
