import type { LambdaFunction } from "../graph/types.ts";

/** How long a function may take, in milliseconds. */
export interface TimeLimits {
  init: number;
  run: number;
}

/** Longer than AWS's 10 s: the first import reads a laptop's disk. */
const initLimitMs = 30_000;

/** As long as a user may look at a stopped function. */
export const debuggingLimitMs = 24 * 60 * 60_000;

/**
 * @param debugging a debugger may have stopped the function, which cannot notice it, so it gets all the time it needs
 */
export function timeLimits({ timeoutSeconds }: LambdaFunction, debugging: boolean): TimeLimits {
  if (debugging) return { init: debuggingLimitMs, run: debuggingLimitMs };
  return { init: initLimitMs, run: timeoutSeconds * 1000 };
}
