import type { Message } from "@aws-sdk/client-sqs";
import { faultText } from "@donut/contracts/faults";
import * as z from "zod";
import { beginningInBytes, beginningOf } from "../keepable.ts";
import { type FailureRecord, lastError } from "../messaging/failure-record.ts";
import { queueNameOf } from "../queues/topology.ts";

/** A message in a queue without a consumer: a dead-letter queue, or the queue of undelivered events. */
export const deadLetter = z.object({
  id: z.string(),
  /** The first 50,000 characters; `bodyLength` is the full length. */
  body: z.string(),
  bodyLength: z.int(),
  /** Message attributes and system attributes, each value cut to 1,000 characters. */
  attributes: z.record(z.string(), z.string()),
  sentAt: z.iso.datetime(),
  /** How often it was received, including by scans from the console. */
  receiveCount: z.int(),
  groupId: z.string().optional(),
  /** The queue in which it failed. */
  sourceQueue: z.string().optional(),
  /** The event type according to the body. */
  type: z.string().optional(),
  correlationId: z.string().optional(),
  /** How often its consumer has tried to handle it. */
  attempts: z.int().optional(),
  lastError: lastError.optional(),
});
export type DeadLetter = z.infer<typeof deadLetter>;

/** All given conditions must hold. */
export const deadLetterFilter = z.strictObject({
  /** Text that occurs in its id, body, attributes or error; case is ignored. */
  q: z
    .string()
    .min(1, faultText("empty"))
    .max(200, faultText("too-many-characters", { most: 200 }))
    .optional(),
  /** Name of its last error. */
  error: z.string().min(1).max(200).optional(),
  type: z.string().min(1).max(200).optional(),
  sourceQueue: z.string().min(1).max(200).optional(),
  correlationId: z.string().min(1).max(200).optional(),
});
export type DeadLetterFilter = z.infer<typeof deadLetterFilter>;

// With the error and the searchable text, these fit in an item of 400 KB, whatever the characters are.
const maxBodyLength = 50_000;
const maxValueLength = 1_000;
const maxSearchedBytes = 120_000;

const shortText = z
  .string()
  .transform((text) => beginningOf(text, 200))
  .optional()
  .catch(undefined);
const envelope = z.object({
  type: shortText,
  /** The event type in SES notifications. */
  eventType: shortText,
  // A key of the index, so it must be neither empty nor too long.
  correlationId: z
    .string()
    .min(1)
    .max(500)
    .transform((text) => text.toWellFormed())
    .optional()
    .catch(undefined),
});

/**
 * @param message received with all of its attributes, whatever it contains
 * @returns its facts, in a form that can be stored
 */
export function deadLetterOf(message: Message, failure: FailureRecord | undefined): DeadLetter {
  const { MessageId: id = "", Body: body = "", Attributes: system = {}, MessageAttributes: own = {} } = message;
  const values = Object.entries(own).map(
    ([name, { StringValue: text = "(binary)" }]) => [name, shownValue(text)] as const,
  );
  const source = failure?.queueArn ?? system.DeadLetterQueueSourceArn;
  const { eventType, type = eventType, correlationId = failure?.correlationId } = envelopeOf(body);
  return {
    id,
    body: beginningOf(body, maxBodyLength),
    bodyLength: body.length,
    attributes: { ...system, ...Object.fromEntries(values) },
    sentAt: new Date(Number(system.SentTimestamp ?? 0)).toISOString(),
    receiveCount: Number(system.ApproximateReceiveCount ?? 0),
    ...(system.MessageGroupId !== undefined && { groupId: system.MessageGroupId }),
    ...(source !== undefined && { sourceQueue: queueNameOf(source) }),
    ...(type !== undefined && { type }),
    ...(correlationId !== undefined && { correlationId }),
    ...(failure && { attempts: failure.attempts, lastError: failure.lastError }),
  };
}

/** @returns about when it came to rest: after its last failed try, or when it was sent if it never reached a consumer */
export function restsSince({ lastError, sentAt }: DeadLetter): string {
  return lastError?.at ?? sentAt;
}

/** The facts that can be stored about any message. */
export function withoutContent({ id, bodyLength, sentAt, receiveCount }: DeadLetter): DeadLetter {
  return { id, body: "", bodyLength, attributes: {}, sentAt, receiveCount };
}

/** The text that searches match against, in lower case; only the beginning if it is long. */
export function searchableText({ id, body, attributes, sourceQueue = "", lastError: last }: DeadLetter): string {
  const error = last ? [last.name, last.message, last.stack ?? ""] : [];
  const text = [id, sourceQueue, ...error.slice(0, 2), body, ...Object.values(attributes), ...error.slice(2)];
  return beginningInBytes(text.join("\n").toLowerCase(), maxSearchedBytes);
}

export function matches(deadLetter: DeadLetter, filter: DeadLetterFilter): boolean {
  const { q, error, type, sourceQueue, correlationId } = filter;
  if (error !== undefined && deadLetter.lastError?.name !== error) return false;
  if (type !== undefined && deadLetter.type !== type) return false;
  if (sourceQueue !== undefined && deadLetter.sourceQueue !== sourceQueue) return false;
  if (correlationId !== undefined && deadLetter.correlationId !== correlationId) return false;
  return q === undefined || searchableText(deadLetter).includes(q.toLowerCase());
}

function shownValue(text: string): string {
  return text.length > maxValueLength ? `${beginningOf(text, maxValueLength - 1)}…` : text.toWellFormed();
}

function envelopeOf(body: string): z.infer<typeof envelope> {
  try {
    return envelope.safeParse(JSON.parse(body)).data ?? {};
  } catch {
    return {};
  }
}
