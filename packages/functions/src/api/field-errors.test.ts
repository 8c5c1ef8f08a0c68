import { errorsOf } from "@donut/contracts/errors-of";
import { faultOf } from "@donut/contracts/faults";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import * as campaigns from "./admin/campaign-routes.ts";
import * as customers from "./admin/customer-routes.ts";
import * as deadLetters from "./admin/dead-letter-routes.ts";
import * as journeys from "./admin/journey-routes.ts";
import * as orders from "./admin/order-routes.ts";
import * as push from "./admin/push-routes.ts";
import * as queues from "./admin/queue-routes.ts";
import * as records from "./admin/record-routes.ts";
import * as redrive from "./admin/redrive-routes.ts";
import * as sendByHand from "./admin/send-by-hand-routes.ts";
import * as stock from "./admin/stock-routes.ts";
import * as waitingRoomAdmin from "./admin/waiting-room-routes.ts";
import * as lab from "./lab-routes.ts";
import * as orderQueue from "./order-queue-routes.ts";
import * as sales from "./sales-routes.ts";
import * as shopify from "./shopify-console-routes.ts";
import * as waitingRoom from "./waiting-room-routes.ts";

const modules = {
  ...{ campaigns, customers, deadLetters, journeys, lab, orderQueue, orders, push, queues, records },
  ...{ redrive, sales, sendByHand, shopify, stock, waitingRoom, waitingRoomAdmin },
};

interface Input {
  name: string;
  schema: z.ZodType;
}

const inputs = Object.values(modules).flatMap((routes) => Object.values(routes).flatMap(inputsOf));

/** Values of every type: too small, too large, or in no valid format. */
const wrong = [
  undefined,
  null,
  true,
  "",
  "?",
  "x".repeat(70_000),
  -1e9,
  0.5,
  1e9,
  [],
  [1],
  {},
  { unknown: 1 },
  "\ud800",
];

describe.each(inputs)("$name", ({ schema }) => {
  test("describes errors with codes that have texts in every language", () => {
    const errors = triesOf(schema).flatMap((value) => {
      const { error } = schema.safeParse(value);
      return error ? errorsOf(error).map((it) => ({ ...it, code: it.code ?? faultOf(it.detail)?.code })) : [];
    });
    expect(errors.filter(({ code }) => code === undefined || code === "invalid")).toEqual([]);
  });
});

function inputsOf(route: unknown): Input[] {
  const { method, path, request } = route as { method: string; path: string; request?: Record<string, unknown> };
  const body = (request?.body as { content?: Record<string, { schema?: unknown }> } | undefined)?.content;
  const schemas = [request?.params, request?.query, request?.headers, body?.["application/json"]?.schema];
  return schemas.flatMap((schema) => (schema instanceof z.ZodType ? [{ name: `${method} ${path}`, schema }] : []));
}

/** @returns wrong values for the whole, and for each of its fields */
function triesOf(schema: z.ZodType): unknown[] {
  const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return [...wrong, ...fields.flatMap((field) => wrong.map((value) => ({ [field]: value })))];
}
