import { sweepCustomers } from "@donut/core/customer/sweep-customers";
import { sweepWith } from "./sweep.ts";

/** Promotes customers, and announces VIPs, whom their messages have missed. */
export const handler = sweepWith(sweepCustomers);
