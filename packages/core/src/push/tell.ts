import type { shopifyOrderStored } from "@donut/contracts/events/shopify";
import type * as z from "zod";
import { type Collected, collect } from "./collect.ts";
import type { Occasion, OrderNotice } from "./notice.ts";

type Stored = z.infer<typeof shopifyOrderStored.schema>;

/** Sees to it that operators are told of a new order, and of one that was cancelled; other changes are no news. */
export async function tellOfOrder(event: Stored): Promise<Collected | { status: "no-news" }> {
  const notice = noticeOf(event);
  return notice ? collect(notice) : { status: "no-news" };
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
