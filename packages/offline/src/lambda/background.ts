import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";

/** Of three or more shares of a busy core one goes to the background, so that queues move on, however busy the doors are. */
const niceness = 5;

/**
 * Lets whoever answers somebody have the processor first. On AWS a flood of messages runs on other machines than the APIs;
 * on a laptop both share a few cores. Only Linux has priorities of single threads: elsewhere nothing is changed.
 */
export function yieldProcessor(): void {
  if (process.platform !== "linux") return;
  const thread = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
  setPriority(thread, niceness);
}
