import * as z from "zod";

/** `test`: an order that Shopify sends to test a webhook. */
const occasion = z.enum(["new", "cancelled", "test"]);
export type Occasion = z.infer<typeof occasion>;

/** The facts of a notification about one order. */
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
  /** Lines that match no known product. */
  unmapped: z.int().nonnegative(),
});
export type OrderNotice = z.infer<typeof orderNotice>;

/** The total of new orders by currency, in thousandths of it. */
export const totals = z.record(z.string(), z.int());

/** Orders by occasion. */
export const counts = z.object({ new: z.int(), cancelled: z.int(), test: z.int() });
export type Counts = z.infer<typeof counts>;

export function countOf({ new: orders, cancelled, test }: Counts): number {
  return orders + cancelled + test;
}

/** The facts of a notification about many orders: the whole flood so far. */
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

/** A message in the queue: one notice for one device. */
export const pushOrder = z.object({
  correlationId: z.string().min(1),
  owner: z.string(),
  subscriptionId: z.string(),
  notice,
});
export type PushOrder = z.infer<typeof pushOrder>;

/** @returns a key that identifies the notice when its message is delivered again */
export function noticeKey(it: Notice): string {
  if (it.kind === "order") return `${it.shop}#${it.orderId}#${it.occasion}`;
  return it.kind === "flood" ? it.digestId : it.testId;
}
