import type { DeployedQueue } from "@donut/contracts/topology";
import { endLease, takeLease, waitForLease } from "../dead-letters/lease.ts";
import { keepAlive } from "../keep-alive.ts";
import { findQueue } from "../queues/topology.ts";
import { type Ending, endTask } from "./end-task.ts";
import { followMoveTask } from "./move-by-sqs.ts";
import { MoveOneByOne } from "./move-one-by-one.ts";
import { isOver, readTask, type StoredTask } from "./tasks.ts";
import { ordinaryTiming, type Timing } from "./timing.ts";

export type Ran =
  | { status: "over" }
  /** There is more to do, in so many seconds. */
  | { status: "again"; afterSeconds: number };

export interface Run {
  queue: string;
  taskId: string;
  /** Tells workers apart. */
  holder: string;
  /** When to stop and let another invocation go on, in ms since the epoch. */
  until: number;
  timing?: Timing;
}

/**
 * Works on a repair task until it is over or time is up. It can be called again at any time, by anyone, also after a
 * worker died in the middle:
 *
 * - Nothing is lost: a message is deleted from its dead-letter queue only after SQS has taken it elsewhere.
 * - Nothing is doubled by two workers: one holds the queue's lease, SQS gives a message to one receiver at a time, and
 *   the ledger knows what was sent by whoever was here before.
 * - One gap stays, which SQS leaves to everybody: a worker that dies after SQS took a message and before the ledger was
 *   told sends that message once more. A FIFO queue drops the second within five minutes; the consumers of the others
 *   know it by the id in its body.
 */
export async function runRepair({ queue: name, taskId, holder, until, timing = ordinaryTiming }: Run): Promise<Ran> {
  const asked = await readTask(name, taskId);
  if (asked === undefined || isOver(asked)) return { status: "over" };
  const queue = findQueue(name);
  if (queue === undefined) return end(asked, { status: "failed", failureReason: "The queue is no longer deployed." });

  if ((await waitForLease(name, holder, timing.leaseMs, until)).status === "busy")
    return { status: "again", afterSeconds: 0 };
  const alive = keepAlive(() => takeLease(name, holder, timing.leaseMs), timing.leaseMs / 3);
  try {
    // Whoever had the lease before may have worked on it.
    const task = await readTask(name, taskId);
    if (task === undefined || isOver(task)) return { status: "over" };
    return await work(task, queue, until, timing);
  } finally {
    await alive.stop();
    await endLease(name, holder);
  }
}

async function work(task: StoredTask, queue: DeployedQueue, until: number, timing: Timing): Promise<Ran> {
  if (task.mover === "sqs") {
    const result = await followMoveTask(task, queue, until, timing.patienceMs);
    return result.status === "again" ? result : end(task, result);
  }
  const oneByOne = new MoveOneByOne(task, queue, timing);
  try {
    const result = await oneByOne.run(until);
    return result.status === "again" ? result : await end(task, result);
  } finally {
    // After the end, since nobody who waits for the task need wait for this.
    await oneByOne.letGo();
  }
}

async function end(task: StoredTask, ending: Ending): Promise<Ran> {
  await endTask(task, ending);
  return { status: "over" };
}
