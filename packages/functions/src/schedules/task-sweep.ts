import { sweepTasks } from "@donut/core/repair/sweep-tasks";
import { sweepWith } from "./sweep.ts";

/** Announces stalled repair tasks again. */
export const handler = sweepWith(sweepTasks);
