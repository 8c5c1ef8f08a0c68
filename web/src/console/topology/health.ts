import type { DeployedQueue } from "@donut/contracts/topology";
import type { QueueCounts } from "../api/types.ts";
import { type Counts, deadLetters } from "./counts.ts";

export type Ailment = "dead-letters" | "late" | "paused";

/** Never late before this many seconds: retries wait for a while, and metrics are a minute old. */
const patience = 120;

/**
 * What is wrong with a queue. A dead-letter queue ails when it is not empty; a work queue when its consumer is paused,
 * or when a message has waited for longer than two tries take. Its dead letters are its dead-letter queue's.
 */
export function ailmentOf(queue: DeployedQueue, count: QueueCounts | undefined): Ailment | undefined {
  if (count === undefined) return undefined;
  if (queue.role !== "work") return deadLetters(count) > 0 ? "dead-letters" : undefined;
  if (count.consumer?.enabled === false) return "paused";
  return isLate(queue, count) ? "late" : undefined;
}

/** Whether somebody should look at the queue, or at its dead letters. */
export function isSick(queue: DeployedQueue, counts: Counts): boolean {
  const count = counts.get(queue.name);
  return ailmentOf(queue, count) !== undefined || (count?.dlq?.visible ?? 0) > 0;
}

/** Delayed messages wait on purpose. */
function isLate({ visibilityTimeoutSeconds }: DeployedQueue, count: QueueCounts): boolean {
  const { visible, inFlight, oldestAgeSeconds = 0 } = count;
  return visible + inFlight > 0 && oldestAgeSeconds > Math.max(patience, 2 * visibilityTimeoutSeconds);
}
