import type { MiddlewareHandler } from "hono";
import { operatorsOnly, type SignedInEnv, viewersOnly } from "../actor.ts";
import { createApi } from "../app.ts";

/**
 * An API for the console: viewers and operators may read, operators may write. Only its description is public. Handlers
 * find the caller in `c.get("actor")`.
 */
export function createAdminApi(info: { title: string; description: string }, limits: { maxBodyBytes?: number } = {}) {
  const app = createApi<SignedInEnv>(info, limits);
  // A browser's CORS preflight; the gateway adds the response headers.
  app.options("*", (c) => c.body(null, 204));
  app.use(byRole);
  return app;
}

const looking = new Set(["GET", "HEAD"]);

const byRole: MiddlewareHandler<SignedInEnv> = (c, next) =>
  looking.has(c.req.method) ? viewersOnly(c, next) : operatorsOnly(c, next);
