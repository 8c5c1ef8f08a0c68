import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { v7 } from "uuid";
import * as z from "zod";
import { dynamodb, sqs } from "../aws/clients.ts";
import { correlationId } from "../context.ts";
import { increment } from "./increment.ts";
import { expiry, latestRecords } from "./records.ts";

const kind = "message";

/** The range in which both the input and the answer, which is one more, are stored exactly. */
export const labInputs = { from: -Number.MAX_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER - 1 };

/** A message in the lab's queue. */
export const labMessage = z.object({
  id: z.string().min(1).max(200),
  correlationId: z.string(),
  input: z.number().min(labInputs.from).max(labInputs.to),
});
export type LabMessage = z.infer<typeof labMessage>;

export const labRecord = z.object({
  id: z.string(),
  input: z.number(),
  sentAt: z.iso.datetime(),
  /** How often a consumer has started on it, redrives included. */
  tries: z.int().default(0),
  /** The receive count of the latest delivery; a redrive starts again at 1. */
  receiveCount: z.int().default(0),
  receivedAt: z.iso.datetime().optional(),
  /** How often a consumer has finished it. */
  answers: z.int().default(0),
  output: z.number().optional(),
  answeredAt: z.iso.datetime().optional(),
  /** Whether a consumer finished before the message became visible again; only then is it deleted from the queue. */
  inTime: z.boolean().default(false),
});
export type LabRecord = z.infer<typeof labRecord>;

/** Sends a number to the queue and keeps a record of it for an hour after it was last received. */
export async function sendToLab(input: number): Promise<LabRecord> {
  const id = v7();
  const sentAt = new Date().toISOString();
  await dynamodb.send(
    new PutCommand({
      TableName: Resource.LabTable.name,
      Item: { kind, id, input, sentAt, expiresAt: expiry() },
    }),
  );
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: Resource.LabQueue.url,
      MessageBody: JSON.stringify({ id, correlationId: correlationId(), input } satisfies LabMessage),
    }),
  );
  return { id, input, sentAt, tries: 0, receiveCount: 0, answers: 0, inTime: false };
}

/**
 * Records that a consumer starts on a message, for the `receiveCount`-th time. A message without a record gets one now,
 * whether the record has expired or the message was sent by hand.
 */
export async function noteLabTry({ id, input }: LabMessage, receiveCount: number): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.LabTable.name,
      Key: { kind, id },
      UpdateExpression:
        "ADD tries :one SET receiveCount = :count, receivedAt = :at, expiresAt = :expiry, #input = :input, sentAt = if_not_exists(sentAt, :at)",
      ExpressionAttributeNames: { "#input": "input" },
      ExpressionAttributeValues: {
        ":one": 1,
        ":count": receiveCount,
        ":at": new Date().toISOString(),
        ":expiry": expiry(),
        ":input": input,
      },
    }),
  );
}

/** Does the message's work and records the answer. `inTime`: the message was still hidden from other consumers. */
export async function answerLabMessage({ id, input }: LabMessage, inTime: boolean): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.LabTable.name,
      Key: { kind, id },
      UpdateExpression: `ADD answers :one SET #output = :output, answeredAt = :at${inTime ? ", inTime = :inTime" : ""}`,
      ExpressionAttributeNames: { "#output": "output" },
      ExpressionAttributeValues: {
        ":one": 1,
        ":output": increment(input),
        ":at": new Date().toISOString(),
        ...(inTime && { ":inTime": true }),
      },
    }),
  );
}

/** @returns those of the last `limit` messages that still have a record, newest first */
export async function listLabMessages(limit: number): Promise<LabRecord[]> {
  return z.array(labRecord).parse(await latestRecords(kind, limit));
}
