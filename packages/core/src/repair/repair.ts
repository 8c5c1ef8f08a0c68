import type { DeployedQueue } from "@donut/contracts/topology";
import type { AuditActor } from "../audit/audit-record.ts";
import { countDeadLetters, readIndexMark } from "../dead-letters/dead-letter-index.ts";
import { findDeadLetter, indexState } from "../dead-letters/read-dead-letters.ts";
import { destinationsOf } from "../queues/destinations.ts";
import { type BodyFault, bodyFaults, type MessageSchemas } from "../queues/message-schemas.ts";
import { countMessages } from "../queues/receive-messages.ts";
import { type Started, startTask } from "./start-task.ts";
import type { Selection } from "./task.ts";

export interface Redrive {
  selection: Selection;
  maxPerSecond?: number | undefined;
}

export type Redriven = Started | { status: "no-destination" };

export interface Count {
  count: number;
  /** How many dead letters there are in total. */
  of: number;
  /** When the queue was last scanned, which is how old the count is. */
  indexedAt?: string | undefined;
}

export type Counted = (Count & { status: "counted"; destination: string }) | { status: "no-destination" };

/** Starts to send dead letters back to where they came from. */
export async function redrive(queue: DeployedQueue, wanted: Redrive, actor: AuditActor): Promise<Redriven> {
  const destination = destinationName(queue);
  if (destination === undefined) return { status: "no-destination" };
  const { selection, maxPerSecond } = wanted;
  return startTask({
    queue: queue.name,
    kind: "redrive",
    selection,
    destination,
    // SQS moves all messages or none, and only those of dead-letter queues that a redrive policy names.
    mover: selection.which === "all" && queue.role === "dlq" ? "sqs" : "repair",
    total: await totalOf(queue, selection),
    actor,
    ...(maxPerSecond !== undefined && { maxPerSecond }),
  });
}

/** Counts what `redrive` would send. */
export async function countRedrive(queue: DeployedQueue, selection: Selection): Promise<Counted> {
  const destination = destinationName(queue);
  if (destination === undefined) return { status: "no-destination" };
  return { ...(await countChosen(queue, selection)), status: "counted", destination };
}

export type Edited =
  | Started
  | { status: "no-destination" }
  | { status: "unknown-message" }
  /** Only the beginning of its body is in the index. */
  | { status: "too-large" }
  | { status: "invalid"; faults: BodyFault[] };

/** Redrives a dead letter with a new body, if one of its consumers accepts it. The audit record keeps the original. */
export async function editAndRedrive(
  queue: DeployedQueue,
  messageId: string,
  body: string,
  schemas: MessageSchemas,
  actor: AuditActor,
): Promise<Edited> {
  const destination = destinationName(queue);
  if (destination === undefined) return { status: "no-destination" };
  const deadLetter = await findDeadLetter(queue, messageId);
  if (deadLetter === undefined) return { status: "unknown-message" };
  if (deadLetter.bodyLength > deadLetter.body.length) return { status: "too-large" };
  const faults = bodyFaults(queue, body, schemas);
  if (faults.length > 0) return { status: "invalid", faults };
  return startTask({
    queue: queue.name,
    kind: "edit",
    selection: { which: "ids", messageIds: [messageId] },
    destination,
    mover: "repair",
    total: 1,
    newBody: body,
    actor,
    detail: { original: deadLetter, newBody: body },
  });
}

/** Starts to delete dead letters. */
export async function deleteDeadLetters(
  queue: DeployedQueue,
  selection: Selection,
  actor: AuditActor,
): Promise<Started> {
  return startTask({
    queue: queue.name,
    kind: "delete",
    selection,
    mover: "repair",
    total: await totalOf(queue, selection),
    actor,
  });
}

/** Counts dead letters in the index. The queue may contain others by the time the task runs. */
export async function countChosen(queue: DeployedQueue, selection: Selection): Promise<Count> {
  const { present } = await indexState(queue, {});
  const [count, mark] = await Promise.all([totalOf(queue, selection), readIndexMark(queue.name)]);
  return { count, of: present, indexedAt: mark?.at };
}

async function totalOf(queue: DeployedQueue, selection: Selection): Promise<number> {
  if (selection.which === "ids") return new Set(selection.messageIds).size;
  if (selection.which === "filter") return countDeadLetters(queue.name, selection.filter);
  const { visible, inFlight } = await countMessages(queue.url);
  return visible + inFlight;
}

function destinationName(queue: DeployedQueue): string | undefined {
  const destinations = destinationsOf(queue);
  return destinations.length === 1 ? destinations[0]?.name : destinations[0]?.topic;
}
