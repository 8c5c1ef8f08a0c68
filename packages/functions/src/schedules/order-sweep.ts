import { sweepOrders } from "@donut/core/order-queue/sweep-orders";
import { sweepWith } from "./sweep.ts";

/** Settles orders that no longer have a message. */
export const handler = sweepWith(sweepOrders);
