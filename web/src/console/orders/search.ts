import type { OrderState, OrdersSearch } from "../api/orders.ts";
import { textOf } from "../shared/search.ts";

export const orderStates = ["completed", "queued", "rejected"] as const satisfies OrderState[];

export function validateOrdersSearch(search: Record<string, unknown>): OrdersSearch {
  const state = orderStates.find((it) => it === search.state);
  const { day } = search;
  const isDay = typeof day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  return {
    ...textOf("q", search),
    ...(state && { state }),
    ...textOf("product", search),
    ...(isDay && { day }),
    ...(search.tests === "hidden" && { tests: "hidden" as const }),
    ...textOf("after", search),
  };
}
