import { timingSafeEqual } from "node:crypto";
import { type LegacyBehaviour, undergo } from "@donut/partners/behaviour";
import type { Context, MiddlewareHandler } from "hono";
import type * as z from "zod";
import type { ApiEnv } from "./app.ts";
import { createRoute, type DescribedApi } from "./described-api.ts";
import { json, jsonBody } from "./openapi.ts";
import { problem, problemResponse } from "./problem.ts";

/** For a route's `createRoute`: it requires the API key. */
export const locked = { security: [{ apiKey: [] }] };

/** Responses that every route can give. */
export const anyway = {
  401: problemResponse("The key is missing or wrong"),
  500: problemResponse("It fails, as set in its behaviour"),
  503: problemResponse("It fails, as set"),
};

/** The response of a system that is set to refuse further requests for `what`. */
export const refusal = (c: Context<ApiEnv>, name: string, what: string) =>
  problem(c, 422, { kind: "refused", title: `${name} refuses`, detail: `${name} takes no new ${what} at present.` });

interface LegacySystem<B extends LegacyBehaviour> {
  /** The system's name in problems: `The factory`. */
  name: string;
  /** Path of its main resource, which its behaviour applies to: `/production-orders`. */
  path: string;
  apiKey(): string;
  schema: z.ZodObject;
  readBehaviour(): Promise<B>;
  changeBehaviour(changes: Partial<B>): Promise<B>;
}

/**
 * Gives an API what all simulated systems of other companies share: every call needs the API key, and the system's
 * behaviour can be read and changed while it runs (`/behaviour`).
 */
export function makeLegacy<B extends LegacyBehaviour>(app: DescribedApi<ApiEnv>, system: LegacySystem<B>): void {
  const { name, path, schema, readBehaviour, changeBehaviour } = system;
  app.openAPIRegistry.registerComponent("securitySchemes", "apiKey", {
    type: "apiKey",
    in: "header",
    name: "x-api-key",
  });

  const withKey: MiddlewareHandler<ApiEnv> = async (c, next) => {
    if (isKey(c.req.header("x-api-key"), system.apiKey())) return next();
    return problem(c, 401, {
      kind: "unauthorized",
      title: "Who are you?",
      detail: `${name} wants its key in the header x-api-key.`,
    });
  };
  app.use(`${path}/*`, withKey);
  app.use("/behaviour/*", withKey);
  app.use(`${path}/*`, async (c, next) => {
    const mood = await undergo(await readBehaviour());
    if (mood.status === "works") return next();
    return problem(c, mood.code, {
      kind: "out-of-order",
      title: `${name} is out of order`,
      detail: "Try again later.",
    });
  });

  app.openapi(
    createRoute({
      method: "get",
      path: "/behaviour",
      ...locked,
      responses: { 200: json("How it behaves", schema), 401: problemResponse("The key is missing or wrong") },
    }),
    async (c) => c.json(await readBehaviour(), 200),
  );
  app.openapi(
    createRoute({
      method: "put",
      path: "/behaviour",
      description: "Sets what the body names and leaves the rest as it is. Counts for the next call.",
      ...locked,
      request: { body: jsonBody(schema.partial()) },
      responses: {
        200: json("How it behaves now", schema),
        400: problemResponse("A value is not valid; nothing is changed"),
        401: problemResponse("The key is missing or wrong"),
      },
    }),
    async (c) => c.json(await changeBehaviour(c.req.valid("json") as Partial<B>), 200),
  );
}

function isKey(given: string | undefined, key: string): boolean {
  const expected = Buffer.from(key);
  const bytes = Buffer.from(given ?? "");
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
}
