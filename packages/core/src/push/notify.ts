import type { shopifyOrderStored } from "@donut/contracts/events/shopify";
import type * as z from "zod";
import { type Collected, collect } from "./collect.ts";
import type { Occasion, OrderNotice } from "./notice.ts";

type Stored = z.infer<typeof shopifyOrderStored.schema>;

export type Notified = Collected | { status: "no-news" };

/**
 * Collects new and cancelled orders to notify operators of them; other changes are not news.
 *
 * @param giveUpAt ms since the epoch
 * @returns the outcome of each, in the given order
 */
export async function notifyOfOrders(events: Stored[], giveUpAt: number): Promise<Notified[]> {
  const notices = events.map(noticeOf);
  const collected = (
    await collect(
      notices.filter((notice) => notice !== undefined),
      giveUpAt,
    )
  ).values();
  return notices.map((notice): Notified => (notice && collected.next().value) ?? { status: "no-news" });
}

function noticeOf({ at, correlationId, data }: Stored): OrderNotice | undefined {
  const occasion = occasionOf(data);
  if (occasion === undefined) return undefined;
  return {
    kind: "order",
    occasion,
    shop: data.shop,
    orderId: data.orderId,
    name: data.name,
    at,
    correlationId,
    total: data.total,
    units: all(data.units),
    owed: all(data.owed),
    unmapped: data.unmapped,
  };
}

function occasionOf({ change, state }: Stored["data"]): Occasion | undefined {
  if (state === "cancelled") return "cancelled";
  if (change !== "new") return undefined;
  return state === "test" ? "test" : "new";
}

function all(units: Record<string, number>): number {
  return Object.values(units).reduce((sum, it) => sum + it, 0);
}
