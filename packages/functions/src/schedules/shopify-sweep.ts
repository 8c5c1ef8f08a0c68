import { sweepShopify } from "@donut/core/shopify/sweep-shopify";
import { sweepWith } from "./sweep.ts";

/** Announces again what orders and people wait for. */
export const handler = sweepWith(sweepShopify);
