import type { MiddlewareHandler } from "hono";
import * as z from "zod";
import type { ApiEnv } from "./app.ts";
import { problem } from "./problem.ts";

export type Role = "operator" | "viewer";

/** The person who makes the request. */
export interface Actor {
  /** The issuer's own id, which never changes. */
  id: string;
  /** The person's name, or the e-mail address if the issuer knows no name. */
  name: string;
  /** In lower case and verified by the issuer: it identifies a customer. */
  email: string;
  /** Empty for a customer. */
  roles: Role[];
}

/** For an API or a route on which every request has an actor: `c.get("actor")`. */
export interface SignedInEnv extends ApiEnv {
  Variables: { actor: Actor };
}

/** Allows anyone who is signed in. */
export const signedIn: MiddlewareHandler<SignedInEnv> = allow(() => true);

/** Allows viewers and operators. */
export const viewersOnly: MiddlewareHandler<SignedInEnv> = allow(({ roles }) => roles.length > 0);

export const operatorsOnly: MiddlewareHandler<SignedInEnv> = allow(({ roles }) => roles.includes("operator"));

const groups: Record<string, Role> = { operators: "operator", viewers: "viewer" };

/** A verified ID token as API Gateway passes it on: every claim as text, a list as `[first second]`. */
const claims = z.object({
  token_use: z.literal("id"),
  sub: z.string(),
  email: z.string().toLowerCase(),
  email_verified: z.literal("true"),
  name: z.string().optional(),
  "cognito:groups": z.string().default("[]"),
});

/** The gateway has verified the token before it calls the function; this decides what the token permits. */
function allow(may: (actor: Actor) => boolean): MiddlewareHandler<SignedInEnv> {
  return (c, next) => {
    const actor = actorOf(c.env.event);
    if (actor === undefined) {
      c.header("www-authenticate", "Bearer");
      return Promise.resolve(
        problem(c, 401, {
          kind: "not-signed-in",
          title: "You are not signed in",
          detail: "Send the ID token of an account with a verified e-mail address: authorization: Bearer <token>.",
        }),
      );
    }
    if (!may(actor)) {
      return Promise.resolve(
        problem(c, 403, {
          kind: "not-allowed",
          title: "Your account may not do this",
          detail: `Nothing was changed. ${lack(actor)}`,
        }),
      );
    }
    c.set("actor", actor);
    return next();
  };
}

function actorOf(event: ApiEnv["Bindings"]["event"]): Actor | undefined {
  const { authorizer } = event.requestContext as { authorizer?: { jwt?: { claims?: unknown } } };
  const { data } = claims.safeParse(authorizer?.jwt?.claims);
  if (data === undefined) return undefined;
  const names = data["cognito:groups"].replace(/^\[|\]$/g, "").split(/[\s,]+/);
  return {
    id: data.sub,
    name: data.name ?? data.email,
    email: data.email,
    roles: names.flatMap((name) => groups[name] ?? []),
  };
}

function lack({ roles }: Actor): string {
  if (roles.includes("viewer")) return "Viewers may look at everything; changes are for operators.";
  return "This is for the shop's operators and viewers.";
}
