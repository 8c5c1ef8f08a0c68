import type { OrderSold } from "@donut/contracts/events/order";
import * as z from "zod";

/**
 * What is to be done for a customer, and when somebody looks whether it was: a customer is found in the index `byDue` as
 * long as a promotion, or telling marketing of it, is under way. It does not depend on the message that should do it.
 */
export const due = z.object({
  due: z.enum(["vip", "marketing"]),
  dueAt: z.iso.datetime(),
  dueTries: z.int().default(0),
});

const firstMs = 15 * 60_000;
const longestMs = 24 * 3600_000;

/** @returns when to look again after so many looks; each waits twice as long as the one before */
export function dueAfter(tries: number, now = Date.now()): string {
  return new Date(now + Math.min(longestMs, firstMs * 2 ** tries)).toISOString();
}

/** The order that should make a customer a VIP. */
export const largeOrder = z.object({ orderId: z.string(), units: z.int().positive(), at: z.iso.datetime() });
export type LargeOrder = z.infer<typeof largeOrder>;

export function largeOrderOf({ at, data: { orderId, units } }: OrderSold): LargeOrder {
  return { orderId, units, at };
}
