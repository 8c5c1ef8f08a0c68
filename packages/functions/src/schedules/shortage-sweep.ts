import { sweepShortages } from "@donut/core/restock/sweep-shortages";
import { sweepWith } from "./sweep.ts";

/** Looks after shortages that have lasted too long. */
export const handler = sweepWith(sweepShortages);
