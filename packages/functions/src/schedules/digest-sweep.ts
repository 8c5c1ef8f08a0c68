import { sweepDigest } from "@donut/core/push/sweep-digest";
import { sweepWith } from "./sweep.ts";

/** Announces a digest again that nobody has closed. */
export const handler = sweepWith(sweepDigest);
