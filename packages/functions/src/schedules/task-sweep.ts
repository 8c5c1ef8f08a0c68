import { sweepTasks } from "@donut/core/repair/sweep-tasks";
import { sweepWith } from "./sweep.ts";

/** Announces repair tasks again that stand still. */
export const handler = sweepWith(sweepTasks);
