import type { DeliveryResult, ShopifyOrderFilter } from "@donut/contracts/shopify";
import * as z from "zod";
import { search } from "../shared/search.ts";

export const orderFilters = ["open", "owed", "unmapped", "cancelled", "test"] as const satisfies ShopifyOrderFilter[];

export const deliveryResults = [
  "stored",
  "given-up",
  "stale",
  "duplicate",
  "test",
  "noted",
  "privacy",
] as const satisfies DeliveryResult[];

/** How many hours back refusals are shown. */
export const refusalSpans = [24, 336] as const;

export const ordersSearch = z.object({
  state: search.oneOf(orderFilters),
  /** An exact name, address or id. */
  q: search.text,
  /** The `next` of the previous page. */
  after: search.text,
});

export const deliveriesSearch = z.object({
  result: search.oneOf(deliveryResults),
  after: search.text,
  hours: search.oneOf(refusalSpans),
});

/** The samples whose arrival is tracked. */
export const sendSearch = z.object({
  run: search.text,
  count: search.count,
  /** The last imported order, by its webhook id. */
  imported: search.text,
});

export const privacySearch = z.object({
  status: search.oneOf(["open", "done"]),
  after: search.text,
});

export type OrdersSearch = z.infer<typeof ordersSearch>;
export type DeliveriesSearch = z.infer<typeof deliveriesSearch>;
export type PrivacySearch = z.infer<typeof privacySearch>;
