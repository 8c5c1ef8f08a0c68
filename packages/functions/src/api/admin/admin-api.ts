import type { MiddlewareHandler } from "hono";
import { operatorsOnly, type SignedInEnv, viewersOnly } from "../actor.ts";
import { createApi } from "../app.ts";

/**
 * An API for the console: viewers and operators may look, operators may change. Only its description is for everyone.
 * Handlers find who calls in `c.get("actor")`.
 */
export function createAdminApi(info: { title: string; description: string }, limits: { maxBodyBytes?: number } = {}) {
  const app = createApi<SignedInEnv>(info, limits);
  // What a browser asks before a call; the gateway adds the answer's headers.
  app.options("*", (c) => c.body(null, 204));
  app.use(byRole);
  return app;
}

const looking = new Set(["GET", "HEAD"]);

const byRole: MiddlewareHandler<SignedInEnv> = (c, next) =>
  looking.has(c.req.method) ? viewersOnly(c, next) : operatorsOnly(c, next);
