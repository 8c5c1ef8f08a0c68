import * as z from "zod";
import { defineEvent } from "./event.ts";

export const orderPlaced = defineEvent(
  "order.placed",
  "order",
  z.object({
    orderId: z.string(),
    email: z.string(),
    lines: z.array(z.object({ productId: z.string(), quantity: z.int().positive(), price: z.int().nonnegative() })),
    units: z.int().positive(),
    total: z.int().nonnegative(),
    /** In which the customer wants a confirmation by mail; absent: no mail. */
    language: z.enum(["en", "ko"]).optional(),
    /** Test traffic: it makes no customers. */
    test: z.boolean().optional(),
  }),
);

/** Another channel has sold to a customer whose e-mail address it passed on. The customer service consumes it. */
export const orderSoldElsewhere = defineEvent(
  "order.sold_elsewhere",
  "order",
  z.object({ channel: z.literal("shopify"), orderId: z.string(), email: z.string(), units: z.int().positive() }),
);

/** Somebody has bought something, here or on another channel. */
export const orderSold = z.discriminatedUnion("type", [orderPlaced.schema, orderSoldElsewhere.schema]);
export type OrderSold = z.infer<typeof orderSold>;

/** @returns whether the order is test traffic */
export function isTest({ data }: OrderSold): boolean {
  return "test" in data && data.test === true;
}
