import { sweepProductions } from "@donut/partners/factory/sweep-productions";
import { sweepWith } from "./sweep.ts";

/** Starts productions again that should have ended by now. */
export const handler = sweepWith(sweepProductions);
