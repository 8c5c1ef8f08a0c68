import * as z from "zod";
import type { OrderState } from "../api/orders.ts";
import { search } from "../shared/search.ts";

export const orderStates = ["completed", "queued", "rejected"] as const satisfies OrderState[];

export const ordersSearch = z.object({
  q: search.text,
  state: search.oneOf(orderStates),
  product: search.text,
  day: search.day,
  tests: search.oneOf(["hidden"]),
  after: search.text,
});
