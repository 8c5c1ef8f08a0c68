import { readlinkSync } from "node:fs";
import { getPriority, setPriority } from "node:os";

/**
 * On a busy core, one of three or more shares goes to background work, so that queues move on however busy the APIs
 * are.
 */
const niceness = 5;
const lowestPriority = 19;

/**
 * Gives functions that answer a caller priority for the processor. On AWS a flood of messages runs on other machines
 * than the APIs; on a laptop both share a few cores. Only Linux has priorities for single threads: elsewhere nothing is
 * changed.
 */
export function yieldProcessor(): void {
  if (process.platform !== "linux") return;
  const thread = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
  setPriority(thread, Math.min(lowestPriority, getPriority(thread) + niceness));
}
