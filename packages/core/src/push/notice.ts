import * as z from "zod";

/** `test`: an order that Shopify sends to try out a webhook. */
const occasion = z.enum(["new", "cancelled", "test"]);
export type Occasion = z.infer<typeof occasion>;

/** What is told of one order. */
export const orderNotice = z.object({
  kind: z.literal("order"),
  occasion,
  shop: z.string(),
  orderId: z.string(),
  name: z.string(),
  at: z.iso.datetime(),
  correlationId: z.string(),
  total: z.object({ amount: z.string(), currency: z.string() }),
  /** All units of all products. */
  units: z.int().nonnegative(),
  owed: z.int().nonnegative(),
  /** Lines of which nobody knows what they are. */
  unmapped: z.int().nonnegative(),
});
export type OrderNotice = z.infer<typeof orderNotice>;

/** What new orders come to, by currency, in thousandths of it. */
export const totals = z.record(z.string(), z.int());

/** Orders by occasion. */
export const counts = z.object({ new: z.int(), cancelled: z.int(), test: z.int() });
export type Counts = z.infer<typeof counts>;

export function countOf({ new: orders, cancelled, test }: Counts): number {
  return orders + cancelled + test;
}

/** What is told of many orders together: all of the flood so far. */
export const floodNotice = z.object({
  kind: z.literal("flood"),
  floodId: z.string(),
  digestId: z.string(),
  at: z.iso.datetime(),
  counts,
  totals,
});
export type FloodNotice = z.infer<typeof floodNotice>;

const testNotice = z.object({ kind: z.literal("test"), testId: z.string(), at: z.iso.datetime() });

const notice = z.discriminatedUnion("kind", [orderNotice, floodNotice, testNotice]);
export type Notice = z.infer<typeof notice>;

/** A message of the queue: one notice for one device. */
export const pushOrder = z.object({
  correlationId: z.string().min(1),
  owner: z.string(),
  subscriptionId: z.string(),
  notice,
});
export type PushOrder = z.infer<typeof pushOrder>;

/** @returns what makes the notice the same one when its message comes again */
export function noticeKey(it: Notice): string {
  if (it.kind === "order") return `${it.shop}#${it.orderId}#${it.occasion}`;
  return it.kind === "flood" ? it.digestId : it.testId;
}
