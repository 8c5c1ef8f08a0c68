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
  /** There is more to do after this many seconds. */
  | { status: "again"; afterSeconds: number };

export interface Run {
  queue: string;
  taskId: string;
  /** Identifies the worker. */
  holder: string;
  /** When to stop and let another invocation continue, in ms since the epoch. */
  until: number;
  timing?: Timing;
}

/**
 * Works on a repair task until it is done or time is up. It can be called again at any time, by anyone, even after a
 * worker has died halfway:
 *
 * - Nothing is lost: a message is deleted from its dead-letter queue only after its destination has accepted it.
 * - Two workers never send the same message: one holds the queue's lease, SQS delivers a message to one receiver at a
 * time, and the ledger knows what earlier workers have sent.
 * - One gap remains, as with any use of SQS: if a worker dies after SQS has accepted a message and before the ledger
 * knows, the message is sent once more. A FIFO queue drops the duplicate within five minutes; consumers of standard
 * queues recognise the event by its id.
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
    // The previous holder of the lease may have worked on it.
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
    // Released after the task has ended, so that callers waiting for the task do not wait for this as well.
    await oneByOne.letGo();
  }
}

async function end(task: StoredTask, ending: Ending): Promise<Ran> {
  await endTask(task, ending);
  return { status: "over" };
}
