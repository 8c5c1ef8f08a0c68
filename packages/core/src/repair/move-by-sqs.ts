import { setTimeout } from "node:timers/promises";
import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import type { DeployedQueue } from "@donut/contracts/topology";
import { Resource } from "sst";
import { batchWrite } from "../aws/batch-write.ts";
import { sqs } from "../aws/clients.ts";
import { listDeadLetters, markIndexed, removeFromIndex } from "../dead-letters/dead-letter-index.ts";
import { sourceOf } from "../queues/destinations.ts";
import { countMessages } from "../queues/receive-messages.ts";
import type { Ending } from "./end-task.ts";
import { movedItems } from "./ledger.ts";
import { noteMoveTaskBefore, noteProgress, noteWaiting } from "./task-progress.ts";
import { readTask, type StoredTask } from "./tasks.ts";

const pollMs = 300;
const page = 500;
const refusals = new Set(["InvalidParameterValue", "InvalidParameterValueException", "UnsupportedOperation"]);

/**
 * Has SQS move all messages of a dead-letter queue and follows its progress. Waits up to `patienceMs` for messages in
 * flight.
 */
export async function followMoveTask(
  task: StoredTask,
  queue: DeployedQueue,
  until: number,
  patienceMs: number,
): Promise<Ending | { status: "again"; afterSeconds: number }> {
  const latest = await latestMoveTask(queue);
  const before = task.moveTaskBefore ?? (await noteMoveTaskBefore(task, latest?.StartedTimestamp ?? 0));
  let current = await findMoveTask(queue, before);
  if (current === undefined) {
    if (task.status === "cancelling") return { status: "cancelled" };
    // SQS moves only messages that are visible when it starts, and a scan of the queue hides messages for some seconds.
    const { inFlight } = await countMessages(queue.url);
    if (inFlight > 0 && (await noteWaiting(task)) < patienceMs) return { status: "again", afterSeconds: 1 };
    const refusal = await startMoveTask(task, queue);
    if (refusal !== undefined) return { status: "failed", failureReason: refusal };
    current = await findMoveTask(queue, before);
  }
  let cancelled = false;
  while (current !== undefined && isRunning(current)) {
    await noteProgress(task, Number(current.ApproximateNumberOfMessagesMoved ?? 0));
    if (Date.now() > until) return { status: "again", afterSeconds: 0 };
    const { status } = (await readTask(task.queue, task.id)) ?? {};
    if (status === "cancelling" && !cancelled && current.TaskHandle) {
      cancelled = true;
      await cancelMoveTask(current.TaskHandle);
    }
    await setTimeout(pollMs);
    current = await findMoveTask(queue, before);
  }
  if (current === undefined) return { status: "again", afterSeconds: 1 };
  await noteProgress(task, Number(current.ApproximateNumberOfMessagesMoved ?? 0));
  const left = await countMessages(queue.url);
  if (left.visible + left.inFlight + left.delayed === 0) await noteAllMoved(task);
  if (current.Status === "COMPLETED") return { status: "completed" };
  if (current.Status === "CANCELLED") return { status: "cancelled" };
  return { status: "failed", failureReason: current.FailureReason ?? "SQS did not say why." };
}

/**
 * The SQS move task that belongs to a repair task: the first one after `before`. SQS remembers it even if the worker
 * that started it has died.
 */
async function findMoveTask(
  queue: DeployedQueue,
  before: number,
): Promise<ListMessageMoveTasksResultEntry | undefined> {
  const latest = await latestMoveTask(queue);
  return (latest?.StartedTimestamp ?? 0) > before ? latest : undefined;
}

async function latestMoveTask({ arn }: DeployedQueue): Promise<ListMessageMoveTasksResultEntry | undefined> {
  const { Results: [latest] = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arn, MaxResults: 1 }));
  return latest;
}

/** @returns why SQS refuses; undefined if the move task has started */
async function startMoveTask(task: StoredTask, queue: DeployedQueue): Promise<string | undefined> {
  try {
    await sqs.send(
      new StartMessageMoveTaskCommand({
        SourceArn: queue.arn,
        // Without it, messages go back to where they came from, which SQS does not always know.
        DestinationArn: sourceOf(queue)?.arn,
        MaxNumberOfMessagesPerSecond: task.maxPerSecond,
      }),
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || !refusals.has(error.name)) throw error;
    return error.message;
  }
}

async function cancelMoveTask(TaskHandle: string): Promise<void> {
  try {
    await sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
  } catch (error) {
    // It has ended in the meantime; its outcome is read next.
    if ((error as Error).name !== "ResourceNotFoundException") throw error;
  }
}

function isRunning({ Status: status }: ListMessageMoveTasksResultEntry): boolean {
  return status === "RUNNING" || status === "CANCELLING";
}

/** The queue is empty, so every message in the index has been moved. */
async function noteAllMoved(task: StoredTask): Promise<void> {
  for (;;) {
    const known = await listDeadLetters(task.queue, { limit: page });
    if (known.status !== "page" || known.messages.length === 0) break;
    const moves = movedItems(task, known.messages).map((Item) => ({ PutRequest: { Item } }));
    await batchWrite(Resource.RepairTable.name, moves);
    await removeFromIndex(
      task.queue,
      known.messages.map(({ id }) => id),
    );
  }
  await markIndexed(task.queue, { known: 0, present: 0, complete: true });
}
