import { correlationId } from "@donut/core/context";
import { receiveCompletion } from "@donut/core/restock/receive-completion";
import { verifySignature } from "@donut/core/restock/signature";
import type { MiddlewareHandler } from "hono";
import { Resource } from "sst";
import * as z from "zod";
import { type ApiEnv, createApi, lambdaHandler } from "./app.ts";
import { createRoute } from "./described-api.ts";
import { json, jsonBody } from "./openapi.ts";
import { problem, problemResponse } from "./problem.ts";

const report = z.object({
  id: z.string().min(1).max(100),
  productId: z.string().min(1).max(100),
  quantity: z.int().min(1).max(100_000),
  status: z.enum(["completed", "failed"]),
  finishedAt: z.iso.datetime(),
  reason: z.string().max(1_000).optional(),
});

const app = createApi({ title: "Restock", description: "Where the factory reports the end of a production." });

const signed: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const header = c.req.header("x-factory-signature");
  const result = verifySignature(header, await c.req.text(), Resource.FactorySigningSecret.value);
  if (result.status === "valid") return next();
  return problem(c, 401, { kind: "bad-signature", title: "The signature is not valid", detail: result.reason });
};

app.openapi(
  createRoute({
    method: "post",
    path: "/completions",
    middleware: signed,
    request: {
      headers: z.object({
        "x-factory-signature": z
          .string()
          .max(1_000)
          .meta({ example: "t=<unix seconds>,v1=<hex HMAC-SHA256 of t.body>" }),
      }),
      body: jsonBody(report),
    },
    responses: {
      202: json("The report is kept on its queue", z.object({ received: z.literal(true) })),
      400: problemResponse("The report is not valid"),
      401: problemResponse("The signature is missing or wrong"),
    },
  }),
  async (c) => {
    const { finishedAt, ...rest } = c.req.valid("json");
    await receiveCompletion({ ...rest, settledAt: finishedAt, correlationId: correlationId() });
    return c.json({ received: true } as const, 202);
  },
);

export const handler = lambdaHandler(app);
