import { sweepProductions } from "@donut/partners/factory/sweep-productions";
import { sweepWith } from "./sweep.ts";

/** Restarts productions that should have ended by now. */
export const handler = sweepWith(sweepProductions);
