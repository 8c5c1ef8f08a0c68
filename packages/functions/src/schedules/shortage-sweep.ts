import { sweepShortages } from "@donut/core/restock/sweep-shortages";
import { sweepWith } from "./sweep.ts";

/** Takes care of shortages that have lasted too long. */
export const handler = sweepWith(sweepShortages);
