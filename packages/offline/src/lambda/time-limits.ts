import type { LambdaFunction } from "../graph/types.ts";

/** How long a function may take, in milliseconds. */
export interface TimeLimits {
  init: number;
  run: number;
}

/** Longer than AWS's 10 s: the first import reads a laptop's disk. */
const initLimitMs = 30_000;

/** As long as anybody looks at a stopped function. */
export const debuggingLimitMs = 24 * 60 * 60_000;

/** @param debugging somebody may have stopped the function, which it does not notice: it is given all the time */
export function timeLimits({ timeoutSeconds }: LambdaFunction, debugging: boolean): TimeLimits {
  if (debugging) return { init: debuggingLimitMs, run: debuggingLimitMs };
  return { init: initLimitMs, run: timeoutSeconds * 1000 };
}
