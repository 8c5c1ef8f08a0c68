import { faultText } from "@donut/contracts/faults";
import { orderPage, orderTotals } from "@donut/contracts/orders";
import { order } from "@donut/contracts/sales";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { email } from "../email.ts";
import { json } from "../openapi.ts";
import { cursor, pageLimit } from "../page.ts";
import { problemResponse } from "../problem.ts";

const time = z.iso.datetime(faultText("time")).optional();

export const getOrders = createRoute({
  method: "get",
  path: "/orders",
  request: {
    query: z.object({
      limit: pageLimit(100),
      cursor,
      q: z
        .string()
        .trim()
        .min(1)
        .max(254)
        .optional()
        .meta({ description: "An exact order id, e-mail address or correlation id" }),
      product: z.string().min(1).max(100).optional().meta({ description: "The id of a product that was ordered" }),
      status: order.shape.status.optional(),
      test: z.enum(["true", "false"]).optional().meta({ description: "Only test traffic, or none of it" }),
      from: time.meta({ description: "Placed at this time or later" }),
      until: time.meta({ description: "Placed at this time or earlier" }),
    }),
  },
  responses: {
    200: json(
      "Orders, newest first; next is the cursor of the page that follows, which may be there after an empty page if few orders match",
      orderPage,
    ),
    400: problemResponse("A parameter is not valid"),
  },
});

export const getOrderTotals = createRoute({
  method: "get",
  path: "/order-totals",
  request: { query: z.object({ email }) },
  responses: {
    200: json("What somebody has ordered in the shop", z.object({ totals: orderTotals })),
    400: problemResponse("A parameter is not valid"),
  },
});
