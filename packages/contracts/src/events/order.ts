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
  }),
);
