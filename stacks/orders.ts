import { canGet, canQuery } from "./helpers/access.ts";
import { orderLineTable } from "./order-queue.ts";
import { orderTable } from "./sales-data.ts";

/** The orders' part of the operators' API: the list of all orders, and searches in it. */
export const ordersFunction = new sst.aws.Function("OrdersFunction", {
  handler: "packages/functions/src/api/orders.handler",
  link: [
    canGet(orderTable),
    canQuery(orderTable, "recent"),
    canQuery(orderTable, "waiting"),
    canQuery(orderTable, "byCustomer"),
    canQuery(orderTable, "byCorrelation"),
    // An order that was cleared from the queue is not sold, although it is still stored as waiting.
    canGet(orderLineTable),
  ],
});
