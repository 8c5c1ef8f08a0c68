import { faultText } from "@donut/contracts/faults";
import { productionOrder } from "@donut/core/restock/production-order";
import { stockLevel } from "@donut/core/stock/stock-levels";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { json, jsonBody } from "../openapi.ts";
import { cursor, pageLimit } from "../page.ts";
import { problemResponse } from "../problem.ts";

export const getStock = createRoute({
  method: "get",
  path: "/stock",
  responses: { 200: json("The stock of every product", z.object({ stock: z.array(stockLevel) })) },
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

export const postShortageClose = createRoute({
  method: "post",
  path: "/stock/{productId}/shortage/close",
  description:
    "Closes a product's shortage by hand: nothing is expected from the factory for it any more. While there is too little of the product, the factory is asked under a new id at once.",
  request: {
    params: z.object({ productId: z.string().max(100) }),
    body: jsonBody(
      z.strictObject({
        shortageId: z.string(faultText("required")).min(1, faultText("required")).max(100),
        reason: z.string(noReason).trim().min(1, noReason).max(500),
      }),
    ),
  },
  responses: {
    200: json("The stock as it is now", z.object({ stock: stockLevel, askedAnew: z.boolean() })),
    400: problemResponse("The request is not valid; nothing was changed"),
    404: problemResponse("There is no such product"),
    409: problemResponse("The product's shortage is another one by now, or over; nothing was changed"),
  },
});

export const postShortageAsk = createRoute({
  method: "post",
  path: "/stock/{productId}/shortage/ask",
  description:
    "Asks the factory again for a product's open shortage, under the same id: it never makes the same twice. At most once a minute; until then it only says so.",
  request: {
    params: z.object({ productId: z.string().max(100) }),
    body: jsonBody(
      z.strictObject({ shortageId: z.string(faultText("required")).min(1, faultText("required")).max(100) }),
    ),
  },
  responses: {
    200: json("`asked`: now; otherwise somebody did a moment ago", z.object({ stock: stockLevel, asked: z.boolean() })),
    400: problemResponse("The request is not valid; nothing was sent"),
    404: problemResponse("There is no such product"),
    409: problemResponse("The product's shortage is another one by now, or over; nothing was sent"),
  },
});

export const getProductionOrders = createRoute({
  method: "get",
  path: "/production-orders",
  request: { query: z.object({ limit: pageLimit(100), cursor }) },
  responses: {
    200: json(
      "What was ordered from the factory, newest first; next is the cursor of the page that follows",
      z.object({ productionOrders: z.array(productionOrder), next: z.string().optional() }),
    ),
    400: problemResponse("A parameter is not valid"),
  },
});
