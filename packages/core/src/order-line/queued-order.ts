import { z } from "zod";
import { storedOrder } from "../order/order.ts";

/** What stands in the line: the order as it was accepted, at the prices it was promised. */
export const queuedOrder = storedOrder.extend({
  status: z.literal("queued"),
  number: z.int().positive(),
  /** To be followed through the line by an operator. */
  special: z.boolean().optional(),
  /** An operator wants to see what happens when whoever books it stops in the middle. */
  crash: z.boolean().optional(),
});
export type QueuedOrder = z.infer<typeof queuedOrder>;

/** All orders are in one message group, so the queue hands them out strictly in the order it got them. */
export const lineGroup = "order-line";
