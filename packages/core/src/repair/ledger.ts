import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { deadLetterDeleted } from "@donut/contracts/events/repair";
import { Resource } from "sst";
import * as z from "zod";
import { auditDone } from "../audit/audit.ts";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { withContext } from "../context.ts";
import { type DeadLetter, restsSince } from "../dead-letters/dead-letter.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { inParts } from "../parts.ts";
import type { RepairTask } from "./task.ts";
import { countDone } from "./task-progress.ts";

/** What was done to a dead letter. It outlives the message, so that a message that turns up again is recognised. */
const move = z.object({
  /** `sending`: started, but unknown whether SQS accepted the message. `done`: sent or deleted. */
  state: z.enum(["sending", "done"]),
  action: z.enum(["redrive", "edit", "delete"]),
  queue: z.string(),
  messageId: z.string(),
  destination: z.string().optional(),
  newMessageId: z.string().optional(),
  taskId: z.string(),
  at: z.iso.datetime(),
  correlationId: z.string().optional(),
  /** Name of the person who did it. */
  by: z.string().optional(),
  /** When the message came to the dead-letter queue, as far as is known. */
  restedSince: z.iso.datetime().optional().catch(undefined),
  /** The event type of the message. */
  type: z.string().optional(),
});
export type Move = z.infer<typeof move>;

// A transaction takes 100 items and 4 MB; a deletion is two items, one of which contains the body.
const mostTogether = 45;
const mostBytes = 3_000_000;
// Longer than a dead-letter queue keeps its messages.
const keptForSeconds = 30 * 24 * 3600;

/**
 * Claims the sending of a dead letter to a queue. A claim is taken over from a worker that died, although that worker
 * may have sent the message.
 *
 * @returns false if the message was sent there before
 */
export async function claimMove(task: RepairTask, deadLetter: DeadLetter, destination: string): Promise<boolean> {
  try {
    await dynamodb.send(
      new PutCommand({
        TableName: Resource.RepairTable.name,
        Item: moveItem(task, deadLetter, { state: "sending", destination }),
        ConditionExpression: "attribute_not_exists(pk) OR #state = :sending",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":sending": "sending" },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

export interface Sent {
  deadLetter: DeadLetter;
  destination: string;
  newMessageId: string;
}

/**
 * Records which messages were sent where, and counts those that have now reached all their destinations: once each,
 * even if two workers have sent them.
 */
export async function noteMoves(task: RepairTask, sent: Sent[], complete: DeadLetter[]): Promise<void> {
  const moves = sent.map(({ deadLetter, destination, newMessageId }): TransactItem => {
    const Item = moveItem(task, deadLetter, { state: "done", destination, newMessageId });
    return { Put: { TableName: Resource.RepairTable.name, Item } };
  });
  let uncounted = complete;
  for (;;) {
    const counts = uncounted.map((deadLetter) => countedOnce(task, deadLetter));
    const items = [...moves, ...counts, ...(counts.length > 0 ? [countDone(task, counts.length)] : [])];
    if (items.length === 0) return;
    const result = await transact(items);
    if (result.status === "committed") return;
    if (result.status === "conflict") throw new Error("What was sent could not be recorded: too many conflicts.");
    const { found } = result;
    uncounted = uncounted.filter((_, index) => !found.has(moves.length + index));
  }
}

function countedOnce({ queue }: RepairTask, { id }: DeadLetter): TransactItem {
  return {
    Put: {
      TableName: Resource.RepairTable.name,
      Item: { pk: messageKey(queue, id), sk: "counted", expiresAt: expiry() },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  };
}

/**
 * Records that messages are about to be deleted and counts them. If `announced`, also announces each deletion and keeps
 * the deleted message in the audit. Once each, however often a message turns up.
 */
export async function noteDeletions(task: RepairTask, deadLetters: DeadLetter[], announced = false): Promise<void> {
  for (const part of inParts(deadLetters, mostTogether, mostBytes, ({ body }) =>
    Buffer.byteLength(JSON.stringify(body)),
  ))
    await noteDeletedTogether(task, part, announced);
}

async function noteDeletedTogether(task: RepairTask, deadLetters: DeadLetter[], announced: boolean): Promise<void> {
  for (const part of announced ? partsOf(deadLetters) : [deadLetters]) await noteTogether(task, part, announced);
}

/** The deletion, announcement and audit record of each message share one transaction: 100 items, 4 MB. */
const mostAnnounced = 30;
const mostCharacters = 200_000;

function partsOf(deadLetters: DeadLetter[]): DeadLetter[][] {
  const parts: DeadLetter[][] = [];
  let characters = 0;
  for (const deadLetter of deadLetters) {
    const own = deadLetter.body.length;
    const part = parts.at(-1);
    const fits = part !== undefined && part.length < mostAnnounced && characters + own <= mostCharacters;
    characters = fits ? characters + own : own;
    if (fits) part.push(deadLetter);
    else parts.push([deadLetter]);
  }
  return parts;
}

async function noteTogether(task: RepairTask, deadLetters: DeadLetter[], announced: boolean): Promise<void> {
  let open = deadLetters;
  while (open.length > 0) {
    const result = await transact([
      ...open.map((deadLetter) => deletionPut(task, deadLetter)),
      ...(announced
        ? open.flatMap((deadLetter) => [announcement(task, deadLetter), keptInAudit(task, deadLetter)])
        : []),
      countDone(task, open.length),
    ]);
    if (result.status === "committed") return;
    if (result.status === "conflict") throw new Error("What is deleted could not be recorded: too many conflicts.");
    const { found } = result;
    open = open.filter((_, index) => !found.has(index));
  }
}

function deletionPut(task: RepairTask, deadLetter: DeadLetter): TransactItem {
  return {
    Put: {
      TableName: Resource.RepairTable.name,
      Item: moveItem(task, deadLetter, { state: "done" }),
      ConditionExpression: "attribute_not_exists(pk)",
    },
  };
}

function announcement(task: RepairTask, { id: messageId, body, correlationId = task.correlationId }: DeadLetter) {
  const { queue } = task;
  return withContext({ correlationId }, () => outboxPut(createEvent(deadLetterDeleted, { queue, messageId, body })));
}

function keptInAudit(task: RepairTask, { id: messageId, body, bodyLength, type, correlationId }: DeadLetter) {
  return withContext({ correlationId: correlationId ?? task.correlationId }, () =>
    auditDone({
      actor: task.startedBy,
      action: "letter.delete",
      target: task.queue,
      detail: { messageId, body, bodyLength, type, task: task.id },
    }),
  );
}

/** @returns the ledger items of messages that SQS itself moved; only the time of the task is known. */
export function movedItems(task: RepairTask, deadLetters: DeadLetter[]): Record<string, unknown>[] {
  const { destination, startedAt: at } = task;
  return deadLetters.map((deadLetter) => ({ ...moveItem(task, deadLetter, { state: "done", destination }), at }));
}

/** @returns what was done to the dead letters with a correlation id */
export async function movesOf(correlationId: string): Promise<Move[]> {
  const items = await queryAll({
    TableName: Resource.RepairTable.name,
    IndexName: "byCorrelation",
    KeyConditionExpression: "correlationId = :correlationId",
    ExpressionAttributeValues: { ":correlationId": correlationId },
  });
  return items.flatMap((item) => move.safeParse(item).data ?? []);
}

function moveItem(
  { id: taskId, queue, kind: action, startedBy }: RepairTask,
  deadLetter: DeadLetter,
  what: Pick<Move, "state" | "destination" | "newMessageId">,
) {
  const { id: messageId, correlationId, type } = deadLetter;
  const item: Move = {
    ...what,
    ...{ action, queue, messageId, taskId, correlationId, type },
    by: startedBy.name,
    restedSince: restsSince(deadLetter),
    at: new Date().toISOString(),
  };
  return {
    ...item,
    pk: messageKey(queue, messageId),
    sk: `move#${what.destination ?? ""}`,
    expiresAt: expiry(),
  };
}

function messageKey(queue: string, messageId: string): string {
  return `message#${queue}#${messageId}`;
}

function expiry(): number {
  return Math.floor(Date.now() / 1000) + keptForSeconds;
}
