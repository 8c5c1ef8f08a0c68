import * as z from "zod";
import { type StoredOrder, storedOrder } from "../order/order.ts";

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

/** @returns the order that a message's body holds; undefined if it is none */
export function orderIn(body: string): QueuedOrder | undefined {
  try {
    return queuedOrder.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** @returns the order as it is kept when its turn is over */
export function settled(
  { special, crash, ...order }: QueuedOrder,
  status: "completed" | "rejected",
  settledAt = new Date().toISOString(),
) {
  return { ...order, status, settledAt } satisfies StoredOrder;
}

/** All orders are in one message group, so the queue hands them out strictly in the order it got them. */
export const lineGroup = "order-line";
