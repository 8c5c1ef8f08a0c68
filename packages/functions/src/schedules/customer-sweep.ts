import { sweepCustomers } from "@donut/core/customer/sweep-customers";
import { sweepWith } from "./sweep.ts";

/** Promotes customers and announces VIPs whose messages were lost. */
export const handler = sweepWith(sweepCustomers);
