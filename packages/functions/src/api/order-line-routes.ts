import { faultText } from "@donut/contracts/faults";
import { lineState } from "@donut/core/order-line/line-state";
import { standing } from "@donut/core/order-line/standing";
import { createRoute, z } from "@hono/zod-openapi";
import { json, jsonBody } from "./openapi.ts";
import { problemResponse } from "./problem.ts";

const mostByHand = 50;
const wholeCount = faultText("whole-number", { from: 1, to: mostByHand });

export const getLine = createRoute({
  method: "get",
  path: "/order-line",
  responses: { 200: json("The order line as it stands", z.object({ line: lineState })) },
});

export const postTest = createRoute({
  method: "post",
  path: "/order-line/orders",
  description:
    "Puts an order of the operator's at the end of the line. `special`: to be followed. `crash`: whoever books it stops in the middle, the first time.",
  request: {
    body: jsonBody(
      z.strictObject({
        productId: z.string(faultText("product-id")).min(1).max(100).default("glazed"),
        kind: z.enum(["special", "crash"], faultText("one-of", { values: "special or crash" })),
      }),
    ),
  },
  responses: {
    202: json("It is in the line", z.object({ order: standing })),
    400: problemResponse("The request is not valid; nothing was queued"),
    404: problemResponse("There is no such product"),
  },
});

export const postServe = createRoute({
  method: "post",
  path: "/order-line/serve",
  description: "Serves orders from the front of the line by hand, while the consumer is paused.",
  request: {
    body: jsonBody(z.strictObject({ count: z.int(wholeCount).min(1, wholeCount).max(mostByHand, wholeCount) })),
  },
  responses: {
    200: json(
      "How many were served; crashed says that it stopped in the middle, as an order asked for",
      z.object({ served: z.int(), crashed: z.boolean() }),
    ),
    400: problemResponse("The request is not valid"),
    409: problemResponse("The consumer is not paused; nothing was served"),
  },
});

export const postClear = createRoute({
  method: "post",
  path: "/order-line/purge",
  description: "Sends everyone in the line away: their orders are never sold.",
  request: {
    body: jsonBody(
      z.strictObject({ confirm: z.literal("OrderQueue", faultText("queue-name", { name: "OrderQueue" })) }),
    ),
  },
  responses: {
    200: json("Up to which number the line was cleared", z.object({ upTo: z.int() })),
    400: problemResponse("The confirmation is not the queue's name; nothing was removed"),
  },
});
