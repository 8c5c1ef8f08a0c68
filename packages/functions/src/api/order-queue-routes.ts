import { faultText } from "@donut/contracts/faults";
import { standing } from "@donut/contracts/sales";
import { orderQueueState } from "@donut/core/order-queue/state";
import * as z from "zod";
import { createRoute } from "./described-api.ts";
import { json, jsonBody } from "./openapi.ts";
import { problemResponse } from "./problem.ts";

const mostByHand = 50;
const wholeCount = faultText("whole-number", { from: 1, to: mostByHand });

export const getLine = createRoute({
  method: "get",
  path: "/order-line",
  responses: { 200: json("The order queue as it stands", z.object({ line: orderQueueState })) },
});

export const postTest = createRoute({
  method: "post",
  path: "/order-line/orders",
  description:
    "Puts an operator's order at the end of the queue. `special`: highlighted in the console. `crash`: the worker dies while booking it, the first time.",
  request: {
    body: jsonBody(
      z.strictObject({
        productId: z.string(faultText("product-id")).min(1).max(100).default("glazed"),
        kind: z.enum(["special", "crash"], faultText("one-of", { values: "special or crash" })),
      }),
    ),
  },
  responses: {
    202: json("It is in the queue", z.object({ order: standing })),
    400: problemResponse("The request is not valid; nothing was queued"),
    404: problemResponse("There is no such product"),
    503: problemResponse("Others were writing the same for too long; nothing was queued"),
  },
});

export const postServe = createRoute({
  method: "post",
  path: "/order-line/serve",
  description: "Books orders from the front of the queue by hand while the consumer is paused.",
  request: {
    body: jsonBody(z.strictObject({ count: z.int(wholeCount).min(1, wholeCount).max(mostByHand, wholeCount) })),
  },
  responses: {
    200: json(
      "How many were booked; `crashed` says that an order asked for a crash",
      z.object({ served: z.int(), crashed: z.boolean() }),
    ),
    400: problemResponse("The request is not valid"),
    409: problemResponse("The consumer is not paused; nothing was booked"),
  },
});

export const postClear = createRoute({
  method: "post",
  path: "/order-line/purge",
  description: "Clears the queue: none of the waiting orders will be sold.",
  request: {
    body: jsonBody(
      z.strictObject({ confirm: z.literal("OrderQueue", faultText("queue-name", { name: "OrderQueue" })) }),
    ),
  },
  responses: {
    200: json("The number up to which the queue was cleared", z.object({ upTo: z.int() })),
    400: problemResponse("The confirmation is not the queue's name; nothing was removed"),
  },
});
