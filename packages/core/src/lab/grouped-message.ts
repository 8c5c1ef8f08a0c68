import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { v7 } from "uuid";
import * as z from "zod";
import { dynamodb, sqs } from "../aws/clients.ts";
import { correlationId } from "../context.ts";
import { expiry, latestRecords } from "./records.ts";

const kind = "grouped";

/** The message groups of the lab's FIFO queue. */
export const labGroups = ["A", "B", "C"] as const;
const labGroup = z.enum(labGroups);
export type LabGroup = z.infer<typeof labGroup>;

/** How long the consumer can work on one, in seconds. */
export const mostWorkSeconds = 10;
const workSeconds = z.int().min(0).max(mostWorkSeconds);

/** A message in the lab's FIFO queue. */
export const labGroupedMessage = z.object({
  id: z.string().min(1).max(200),
  correlationId: z.string(),
  group: labGroup,
  workSeconds,
});
export type LabGroupedMessage = z.infer<typeof labGroupedMessage>;

export const labGroupedRecord = z.object({
  id: z.string(),
  group: labGroup,
  workSeconds,
  sentAt: z.iso.datetime(),
  /** How often it was sent under its deduplication id; SQS delivers it once. */
  sends: z.int().default(0),
  startedAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
});
export type LabGroupedRecord = z.infer<typeof labGroupedRecord>;

/**
 * Sends a message to the FIFO queue. Its deduplication id is `id`: sent again within five minutes, SQS accepts it and
 * delivers nothing. Recorded for an hour, in the order of the ids.
 */
export async function sendGrouped(group: LabGroup, workSeconds: number, id: string = v7()): Promise<LabGroupedRecord> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: Resource.LabGroupQueue.url,
      MessageGroupId: group,
      MessageDeduplicationId: id,
      MessageBody: JSON.stringify({
        id,
        correlationId: correlationId(),
        group,
        workSeconds,
      } satisfies LabGroupedMessage),
    }),
  );
  const { Attributes: item } = await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.LabTable.name,
      Key: { kind, id },
      UpdateExpression: `ADD sends :one SET ${defaults}`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ":one": 1, ...values(group, workSeconds) },
      ReturnValues: "ALL_NEW",
    }),
  );
  return labGroupedRecord.parse(item);
}

/** Records when a consumer has started on a message, or finished it. The first time counts. */
export async function noteGrouped(message: LabGroupedMessage, event: "startedAt" | "finishedAt"): Promise<void> {
  const { id, group, workSeconds } = message;
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.LabTable.name,
      Key: { kind, id },
      UpdateExpression: `SET ${defaults}, #event = if_not_exists(#event, :now)`,
      ExpressionAttributeNames: { ...names, "#event": event },
      ExpressionAttributeValues: values(group, workSeconds),
    }),
  );
}

/** @returns those of the last `limit` messages that still have a record, newest first */
export async function listGrouped(limit: number): Promise<LabGroupedRecord[]> {
  return z.array(labGroupedRecord).parse(await latestRecords(kind, limit));
}

// The consumer may be faster than the sender's record.
const defaults =
  "#group = if_not_exists(#group, :group), workSeconds = if_not_exists(workSeconds, :seconds), sentAt = if_not_exists(sentAt, :now), expiresAt = :expiry";
const names = { "#group": "group" };
const values = (group: LabGroup, workSeconds: number) => ({
  ":group": group,
  ":seconds": workSeconds,
  ":now": new Date().toISOString(),
  ":expiry": expiry(),
});
