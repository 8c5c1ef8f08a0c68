import { faultText } from "@donut/contracts/faults";
import { alert } from "@donut/core/alert/alert";
import { auditRecord } from "@donut/core/audit/audit-record";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
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

const params = z.object({ id: z.string().max(300) });
const one = json("The alert as it is now", z.object({ alert }));
const unknown = problemResponse("There is no such alert");
const noText = faultText("empty");

export const postRelease = createRoute({
  method: "post",
  path: "/alerts/{id}/release",
  description: "Gives an alert back: nobody takes care of it any more.",
  request: { params },
  responses: { 200: one, 404: unknown },
});

const noReason = faultText("reason");

export const postClose = createRoute({
  method: "post",
  path: "/alerts/{id}/close",
  description:
    "Closes an open alert by hand: it is quiet until more is dead-lettered, which is a new alert. The dead letters stay.",
  request: {
    params,
    body: jsonBody(z.strictObject({ reason: z.string(noReason).trim().min(1, noReason).max(500) })),
  },
  responses: {
    200: json("Closed, now or before, or over by itself", z.object({ alert })),
    400: problemResponse("The request is not valid; nothing was closed"),
    404: unknown,
  },
});

export const postNote = createRoute({
  method: "post",
  path: "/alerts/{id}/notes",
  request: {
    params,
    body: jsonBody(
      z.strictObject({
        text: z
          .string(noText)
          .trim()
          .min(1, noText)
          .max(1_000, faultText("too-many-characters", { most: 1_000 })),
      }),
    ),
  },
  responses: {
    200: one,
    400: problemResponse("The request is not valid; nothing was noted"),
    404: unknown,
    409: problemResponse("It has as many notes as an alert can have; nothing was noted"),
  },
});

export const postAcknowledgement = createRoute({
  method: "post",
  path: "/alerts/{id}/acknowledge",
  request: { params },
  responses: {
    200: json("Acknowledged, now or before", z.object({ alert })),
    404: unknown,
  },
});
