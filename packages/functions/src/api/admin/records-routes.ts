import { faultText } from "@donut/contracts/faults";
import { alert } from "@donut/core/alert/alert";
import { auditRecord } from "@donut/core/audit/audit-record";
import { correlationIdPattern } from "@donut/core/context";
import { journeyStep } from "@donut/core/journey/whole-journey";
import { queueHistory } from "@donut/core/queues/queue-history";
import { stockLevel } from "@donut/core/stock/stock-levels";
import { createRoute, z } from "@hono/zod-openapi";
import { json, jsonBody } from "../openapi.ts";
import { cursor, pageLimit } from "../page.ts";
import { problemResponse } from "../problem.ts";

export const getAudit = createRoute({
  method: "get",
  path: "/audit",
  request: {
    query: z.object({
      limit: pageLimit(100),
      cursor,
      q: z.string().min(1).max(200).optional().meta({ description: "Part of any of it, in any case" }),
      actor: z.string().max(254).optional().meta({ description: "E-mail address" }),
      action: z.string().max(100).optional(),
      target: z.string().max(200).optional(),
      status: auditRecord.shape.status.optional(),
    }),
  },
  responses: {
    200: json("Newest first", z.object({ records: z.array(auditRecord), next: z.string().optional() })),
    400: problemResponse("A parameter is not valid"),
  },
});

export const getAlerts = createRoute({
  method: "get",
  path: "/alerts",
  request: { query: z.object({ limit: pageLimit(100), cursor, status: alert.shape.status.optional() }) },
  responses: {
    200: json("Newest first", z.object({ alerts: z.array(alert), next: z.string().optional() })),
    400: problemResponse("A parameter is not valid"),
  },
});

export const postAcknowledgement = createRoute({
  method: "post",
  path: "/alerts/{id}/acknowledge",
  request: { params: z.object({ id: z.string().max(300) }) },
  responses: {
    200: json("Acknowledged, now or before", z.object({ alert })),
    404: problemResponse("There is no such alert"),
  },
});

export const getJourney = createRoute({
  method: "get",
  path: "/journeys/{correlationId}",
  request: { params: z.object({ correlationId: z.string().regex(correlationIdPattern) }) },
  responses: {
    200: json(
      "Everything that is known under a correlation id, oldest first; nothing is an empty list",
      z.object({ correlationId: z.string(), steps: z.array(journeyStep) }),
    ),
    400: problemResponse("That cannot be a correlation id"),
  },
});

export const getHistory = createRoute({
  method: "get",
  path: "/queue-history",
  request: { query: z.object({ minutes: z.coerce.number().int().min(5).max(180).default(60) }) },
  responses: { 200: json("The last minutes of every queue", z.object({ queues: z.array(queueHistory) })) },
});

const noReason = faultText("reason");
const notZero = faultText("not-zero");

export const putStock = createRoute({
  method: "put",
  path: "/stock/{productId}",
  request: {
    params: z.object({ productId: z.string().max(100) }),
    body: jsonBody(
      z.strictObject({
        adjustBy: z
          .int(notZero)
          .min(-100_000)
          .max(100_000)
          .refine((units) => units !== 0, notZero),
        reason: z.string(noReason).trim().min(1, noReason).max(500),
      }),
    ),
  },
  responses: {
    200: json("The stock as it is now", z.object({ stock: stockLevel })),
    400: problemResponse("The request is not valid; nothing was changed"),
    404: problemResponse("There is no such product"),
    409: problemResponse("There is less than that; nothing was changed"),
  },
});
