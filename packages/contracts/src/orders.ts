import * as z from "zod";
import { standing } from "./sales.ts";

/** An order as operators see it: with its customer, and the request that placed it. */
export const listedOrder = standing.extend({
  email: z.string(),
  name: z.string().optional(),
  correlationId: z.string(),
  /** Test traffic: sent by the console itself or by a load script. */
  test: z.boolean().optional(),
});
export type ListedOrder = z.infer<typeof listedOrder>;

export const orderPage = z.object({
  orders: z.array(listedOrder),
  /** The cursor of the page that follows. */
  next: z.string().optional(),
  /** How far back was looked, if that is less far than the page could have gone: few orders match. */
  lookedBackTo: z.iso.datetime().optional(),
});
export type OrderPage = z.infer<typeof orderPage>;

/** What somebody has ordered in the shop. */
export const orderTotals = z.object({
  /** Orders that were sold; `orders` counts the others as well. */
  sold: z.int(),
  orders: z.int(),
  units: z.int(),
  /** Whole KRW. */
  total: z.int(),
  first: z.iso.datetime().optional(),
  last: z.iso.datetime().optional(),
  /** Whether all orders were counted before time was up. */
  complete: z.boolean(),
});
export type OrderTotals = z.infer<typeof orderTotals>;
