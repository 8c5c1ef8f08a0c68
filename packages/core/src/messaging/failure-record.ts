import { BatchGetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";
import { beginningOf } from "../keepable.ts";

// One day longer than the 14 days a dead-letter queue keeps its messages.
const keptForSeconds = 15 * 24 * 3600;
// An item has at most 400 KB: the body, the last error and a hundred tries, each with up to three bytes per character.
const maxBodyLength = 50_000;
const maxNameLength = 200;
const maxStackLength = 8_000;
const maxTriedLength = 300;

export const lastError = z.object({
  name: z.string(),
  message: z.string(),
  stack: z.string().optional(),
  at: z.string(),
  requestId: z.string().optional(),
  retryable: z.boolean(),
});

/** One failed try. The stack and the full text of a long error are kept for the last try only. */
const failedTry = z.object({
  at: z.iso.datetime(),
  name: z.string(),
  message: z.string(),
  requestId: z.string().optional(),
  retryable: z.boolean(),
});

/** The failed tries of a message. SQS keeps the message id in the dead-letter queue, so the two can be joined. */
const failureRecord = z.object({
  messageId: z.string(),
  queueArn: z.string(),
  attempts: z.number(),
  lastError,
  tries: z.array(failedTry).default([]),
  body: z.string(),
  correlationId: z.string(),
  firstFailedAt: z.string(),
});
export type FailureRecord = z.infer<typeof failureRecord>;

export interface FailedTry {
  messageId: string;
  queueArn: string;
  body: string;
  correlationId: string;
  requestId?: string;
  retryable: boolean;
  error: Error;
}

/** @returns how many failed tries of the message are on record now */
export async function recordFailedTry(failed: FailedTry): Promise<number> {
  const at = new Date().toISOString();
  const error: z.infer<typeof lastError> = {
    name: beginningOf(failed.error.name, maxNameLength),
    message: beginningOf(failed.error.message, maxStackLength),
    stack: failed.error.stack && beginningOf(failed.error.stack, maxStackLength),
    at,
    requestId: failed.requestId,
    retryable: failed.retryable,
  };
  const { Attributes: updated } = await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.FailureTable.name,
      Key: { messageId: failed.messageId },
      UpdateExpression:
        "ADD attempts :one SET tries = list_append(if_not_exists(tries, :none), :tries), queueArn = :queueArn, lastError = :error, body = :body, correlationId = :correlationId, " +
        "firstFailedAt = if_not_exists(firstFailedAt, :at), expiresAt = :expiresAt",
      ExpressionAttributeValues: {
        ":one": 1,
        ":none": [],
        ":tries": [
          {
            at,
            name: error.name,
            message: beginningOf(error.message, maxTriedLength),
            requestId: error.requestId,
            retryable: error.retryable,
          },
        ],
        ":queueArn": failed.queueArn,
        ":error": error,
        ":body": beginningOf(failed.body, maxBodyLength),
        ":correlationId": failed.correlationId,
        ":at": at,
        ":expiresAt": Math.floor(Date.now() / 1000) + keptForSeconds,
      },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  return Number(updated?.attempts);
}

/**
 * Records that work begins on a message whose workers may have died without recording a failed try.
 *
 * @returns how often work on it has begun without ending
 */
export async function noteBegun(messageId: string): Promise<number> {
  const { Attributes: updated } = await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.FailureTable.name,
      Key: begunKey(messageId),
      UpdateExpression: "ADD begun :one SET expiresAt = :expiresAt",
      ExpressionAttributeValues: { ":one": 1, ":expiresAt": Math.floor(Date.now() / 1000) + keptForSeconds },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  return Number(updated?.begun);
}

export async function noteEnded(messageId: string): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.FailureTable.name,
      Key: begunKey(messageId),
      UpdateExpression: "SET begun = :none",
      ExpressionAttributeValues: { ":none": 0 },
    }),
  );
}

function begunKey(messageId: string) {
  return { messageId: `${messageId}#begun` };
}

const maxKeys = 100;

/** @returns the failed tries of these messages, by message id */
export async function readFailures(messageIds: string[]): Promise<Map<string, FailureRecord>> {
  const ids = [...new Set(messageIds)];
  const batches = Array.from({ length: Math.ceil(ids.length / maxKeys) }, (_, index) =>
    ids.slice(index * maxKeys, (index + 1) * maxKeys),
  );
  const found = (await Promise.all(batches.map(readBatch))).flat();
  return new Map(found.map((record) => [record.messageId, record]));
}

async function readBatch(messageIds: string[]): Promise<FailureRecord[]> {
  const table = Resource.FailureTable.name;
  const records: FailureRecord[] = [];
  let keys: Record<string, unknown>[] = messageIds.map((messageId) => ({ messageId }));
  while (keys.length > 0) {
    const page = await dynamodb.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: keys } } }));
    records.push(...z.array(failureRecord).parse(page.Responses?.[table] ?? []));
    keys = page.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return records;
}

/** @returns the failures under a correlation id */
export async function failuresOf(correlationId: string): Promise<FailureRecord[]> {
  const items = await queryAll({
    TableName: Resource.FailureTable.name,
    IndexName: "byCorrelation",
    KeyConditionExpression: "correlationId = :correlationId",
    ExpressionAttributeValues: { ":correlationId": correlationId },
  });
  return z.array(failureRecord).parse(items);
}
