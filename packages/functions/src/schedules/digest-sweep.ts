import { sweepDigest } from "@donut/core/push/sweep-digest";
import { sweepWith } from "./sweep.ts";

/** Announces an open digest again. */
export const handler = sweepWith(sweepDigest);
