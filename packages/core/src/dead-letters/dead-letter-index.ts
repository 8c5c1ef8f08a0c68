import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { batchWrite } from "../aws/batch-write.ts";
import { dynamodb } from "../aws/clients.ts";
import { queryAll, queryPage } from "../aws/query-page.ts";
import { transact } from "../aws/transact.ts";
import { inParts } from "../parts.ts";
import { type DeadLetter, type DeadLetterFilter, deadLetter, searchableText, withoutContent } from "./dead-letter.ts";

/**
 * The index of a queue's dead letters, for lists, searches and counts: SQS can neither page nor search. It is as old as
 * `at` says. The queue remains the source of truth: repairs work on the messages in the queue, not on the index.
 */
const indexMark = z.object({
  /** When the queue was last scanned. */
  at: z.iso.datetime(),
  /** How many dead letters were in the index then, minus those repaired since. */
  known: z.int(),
  /** How many messages the queue reported then, minus those repaired since. */
  present: z.int(),
  /** Whether every message in the queue could be received. */
  complete: z.boolean(),
});
export type IndexMark = z.infer<typeof indexMark>;

export type DeadLetterPage =
  | { status: "page"; messages: DeadLetter[]; next?: string | undefined }
  | { status: "bad-cursor" };

// One day longer than a dead-letter queue keeps its messages.
const keptForSeconds = 15 * 24 * 3600;
const mostTogether = 100;
const mostBytes = 3_500_000;

/** @returns up to `limit` dead letters that pass the filter, newest first */
export async function listDeadLetters(
  queue: string,
  { limit, cursor, filter = {} }: { limit: number; cursor?: string | undefined; filter?: DeadLetterFilter },
): Promise<DeadLetterPage> {
  const page = await queryPage({
    limit,
    cursor,
    partition: { queue },
    position: ["sentAt", "messageId"],
    query: { TableName: Resource.DeadLetterTable.name, ...byTime(queue, filter) },
  });
  if (page.status === "bad-cursor") return page;
  return { status: "page", messages: page.items.map(deadLetterFrom), next: page.next };
}

/** @returns how many dead letters in the index pass the filter */
export async function countDeadLetters(queue: string, filter: DeadLetterFilter): Promise<number> {
  const found = await queryAll({
    TableName: Resource.DeadLetterTable.name,
    ...byTime(queue, filter),
    ProjectionExpression: "messageId",
  });
  return found.length;
}

export async function readDeadLetter(queue: string, messageId: string): Promise<DeadLetter | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.DeadLetterTable.name, Key: { queue, messageId }, ConsistentRead: true }),
  );
  return item && deadLetterFrom(item);
}

/** @returns the ids of the dead letters in the index */
export async function knownIds(queue: string): Promise<Set<string>> {
  const items = await queryAll({
    TableName: Resource.DeadLetterTable.name,
    KeyConditionExpression: "#queue = :queue",
    ProjectionExpression: "messageId",
    ExpressionAttributeNames: { "#queue": "queue" },
    ExpressionAttributeValues: { ":queue": queue },
    ConsistentRead: true,
  });
  return new Set(items.map(({ messageId }) => String(messageId)));
}

/**
 * Uses transactions only because they write a hundred items faster than single writes do. A dead letter that cannot be
 * stored in full does not hide the others: it is stored with only its basic facts.
 */
export async function addToIndex(queue: string, deadLetters: DeadLetter[]): Promise<void> {
  const expiresAt = Math.floor(Date.now() / 1000) + keptForSeconds;
  const items = deadLetters.map((deadLetter): IndexItem => {
    const { id: messageId } = deadLetter;
    return { ...deadLetter, queue, messageId, searchable: searchableText(deadLetter), expiresAt };
  });
  for (const part of partsOf(items)) await addTogether(part);
}

type IndexItem = DeadLetter & { queue: string; messageId: string; searchable: string; expiresAt: number };

async function addTogether(items: IndexItem[]): Promise<void> {
  const [first] = items;
  if (first === undefined) return;
  const result = await put(items).catch((thrown: unknown) => ({ status: "failed" as const, thrown }));
  if (result.status === "committed") return;
  if (result.status !== "failed") throw new Error(`The index of ${first.queue} could not be updated.`);
  if (items.length === 1) return addBare(first, result.thrown);
  const middle = Math.ceil(items.length / 2);
  await addTogether(items.slice(0, middle));
  await addTogether(items.slice(middle));
}

async function addBare({ queue, messageId, expiresAt, ...deadLetter }: IndexItem, reason: unknown): Promise<void> {
  const bare = { ...withoutContent(deadLetter), queue, messageId, searchable: messageId, expiresAt };
  // If this fails as well, the cause is another one.
  if ((await put([bare])).status !== "committed") throw reason;
}

function put(items: IndexItem[]) {
  return transact(items.map((Item) => ({ Put: { TableName: Resource.DeadLetterTable.name, Item } })));
}

/** Splits items so that each part fits one transaction: 100 items, 4 MB. */
function partsOf(items: IndexItem[]): IndexItem[][] {
  return inParts(items, mostTogether, mostBytes, (item) => Buffer.byteLength(JSON.stringify(item)));
}

/** Removes dead letters that are no longer in the queue. */
export async function removeFromIndex(queue: string, messageIds: string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await batchWrite(
    Resource.DeadLetterTable.name,
    messageIds.map((messageId) => ({ DeleteRequest: { Key: { queue, messageId } } })),
  );
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.RepairTable.name,
      Key: markKey(queue),
      UpdateExpression: "ADD known :less, present :less",
      ExpressionAttributeValues: { ":less": -messageIds.length },
    }),
  );
}

export async function readIndexMark(queue: string): Promise<IndexMark | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.RepairTable.name, Key: markKey(queue), ConsistentRead: true }),
  );
  return indexMark.safeParse(item).data;
}

export async function markIndexed(queue: string, mark: Omit<IndexMark, "at">): Promise<void> {
  const at = new Date().toISOString();
  await dynamodb.send(
    new PutCommand({ TableName: Resource.RepairTable.name, Item: { ...markKey(queue), ...mark, at } }),
  );
}

/** @returns the dead letters with a correlation id, of all queues */
export async function deadLettersOf(correlationId: string): Promise<{ queue: string; message: DeadLetter }[]> {
  const items = await queryAll({
    TableName: Resource.DeadLetterTable.name,
    IndexName: "byCorrelation",
    KeyConditionExpression: "correlationId = :correlationId",
    ExpressionAttributeValues: { ":correlationId": correlationId },
  });
  return items.map((item) => ({ queue: String(item.queue), message: deadLetterFrom(item) }));
}

function deadLetterFrom(item: Record<string, unknown>): DeadLetter {
  return deadLetter.parse(item);
}

function markKey(queue: string) {
  return { pk: `queue#${queue}`, sk: "index" };
}

/** The filter as a DynamoDB expression; it must agree with `matches`. */
function byTime(queue: string, filter: DeadLetterFilter) {
  const { q, error, type, sourceQueue, correlationId } = filter;
  const conditions = [
    q !== undefined && "contains(searchable, :q)",
    error !== undefined && "lastError.#name = :error",
    type !== undefined && "#type = :type",
    sourceQueue !== undefined && "sourceQueue = :sourceQueue",
    correlationId !== undefined && "correlationId = :correlationId",
  ].filter((condition) => condition !== false);
  return {
    IndexName: "byTime",
    KeyConditionExpression: "#queue = :queue",
    ScanIndexForward: false,
    ExpressionAttributeNames: {
      "#queue": "queue",
      ...(error !== undefined && { "#name": "name" }),
      ...(type !== undefined && { "#type": "type" }),
    },
    ExpressionAttributeValues: {
      ":queue": queue,
      ":q": q?.toLowerCase(),
      ":error": error,
      ":type": type,
      ":sourceQueue": sourceQueue,
      ":correlationId": correlationId,
    },
    ...(conditions.length > 0 && { FilterExpression: conditions.join(" AND ") }),
  };
}
