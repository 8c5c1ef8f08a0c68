import { setFlagsFromString } from "node:v8";

/**
 * By default V8 collects garbage when a heap has grown to as much as four times what is alive in it. In a few dozen
 * threads that is some 200 MB, and collecting more often takes no time that can be measured (docs/capacity.md).
 *
 * Must run before threads start.
 */
export function keepHeapsSmall(): void {
  setFlagsFromString("--heap-growing-percent=40");
  // node-options.json limits the main thread's young generation, for which there is only a flag. It would override the
  // limits of all other threads.
  setFlagsFromString("--max-semi-space-size=0");
}
