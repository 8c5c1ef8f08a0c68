import type { OrderSold } from "@donut/contracts/events/order";
import * as z from "zod";

/**
 * Work that is due for a customer, and when to check on it. A customer is in the `byDue` index while a promotion or the
 * notice to marketing is pending, so neither depends on its message alone.
 */
export const due = z.object({
  due: z.enum(["vip", "marketing"]),
  dueAt: z.iso.datetime(),
  dueTries: z.int().default(0),
});

const firstMs = 15 * 60_000;
const longestMs = 24 * 3600_000;

/** @returns when to check again after so many checks; each interval is twice as long as the previous one */
export function dueAfter(tries: number, now = Date.now()): string {
  return new Date(now + Math.min(longestMs, firstMs * 2 ** tries)).toISOString();
}

/** The order that should make a customer a VIP. */
export const largeOrder = z.object({ orderId: z.string(), units: z.int().positive(), at: z.iso.datetime() });
export type LargeOrder = z.infer<typeof largeOrder>;

export function largeOrderOf({ at, data: { orderId, units } }: OrderSold): LargeOrder {
  return { orderId, units, at };
}
