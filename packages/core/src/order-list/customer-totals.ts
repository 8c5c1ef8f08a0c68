import type { OrderTotals } from "@donut/contracts/orders";
import { ever, ordersOfCustomer } from "./sources.ts";

const patienceMs = 2_000;
const readTogether = 1_000;

/**
 * Adds up what a customer has ordered in the shop, with one query for every thousand orders.
 *
 * @param email in lower case
 */
export async function totalsOf(email: string): Promise<OrderTotals> {
  const totals: OrderTotals = { sold: 0, orders: 0, units: 0, total: 0, complete: true };
  const giveUpAt = Date.now() + patienceMs;
  for await (const { order } of ordersOfCustomer(email, ever).read(undefined, readTogether)) {
    totals.orders++;
    totals.last ??= order.placedAt;
    totals.first = order.placedAt;
    if (order.status === "completed") {
      totals.sold++;
      totals.units += order.units;
      totals.total += order.total;
    }
    if (Date.now() > giveUpAt) return { ...totals, complete: false };
  }
  return totals;
}
