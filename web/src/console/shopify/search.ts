import type { DeliveryResult, ShopifyOrderFilter, ShopifyTask } from "@donut/contracts/shopify";
import { textOf } from "../shared/search.ts";

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

export interface OrdersSearch {
  state?: ShopifyOrderFilter | undefined;
  /** An exact name, address or id. */
  q?: string | undefined;
  /** The `next` of the previous page. */
  after?: string | undefined;
}

export interface DeliveriesSearch {
  result?: DeliveryResult | undefined;
  after?: string | undefined;
  hours?: (typeof refusalSpans)[number] | undefined;
}

/** The samples whose arrival is tracked. */
export interface SendSearch {
  run?: string | undefined;
  count?: number | undefined;
  /** The last imported order, by its webhook id. */
  imported?: string | undefined;
}

export interface PrivacySearch {
  status?: ShopifyTask["status"] | undefined;
  after?: string | undefined;
}

type Given = Record<string, unknown>;

export function validateOrdersSearch(search: Given): OrdersSearch {
  return { ...oneOf("state", orderFilters, search), ...textOf("q", search), ...textOf("after", search) };
}

export function validateDeliveriesSearch(search: Given): DeliveriesSearch {
  return {
    ...oneOf("result", deliveryResults, search),
    ...oneOf("hours", refusalSpans, search),
    ...textOf("after", search),
  };
}

export function validateSendSearch(search: Given): SendSearch {
  const { count } = search;
  return {
    ...textOf("run", search),
    ...(Number.isSafeInteger(count) && Number(count) > 0 && { count: Number(count) }),
    ...textOf("imported", search),
  };
}

export function validatePrivacySearch(search: Given): PrivacySearch {
  return { ...oneOf("status", ["open", "done"] as const, search), ...textOf("after", search) };
}

function oneOf<Key extends string, Value>(key: Key, values: readonly Value[], search: Given): { [key in Key]?: Value } {
  const found = values.find((it) => it === search[key]);
  return found === undefined ? {} : ({ [key]: found } as { [key in Key]?: Value });
}
