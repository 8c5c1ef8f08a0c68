import { sweepOrders } from "@donut/core/order-queue/sweep-orders";
import { sweepWith } from "./sweep.ts";

/** Settles orders that have no message any more. */
export const handler = sweepWith(sweepOrders);
