import type { Message } from "@aws-sdk/client-sqs";
import { faultText } from "@donut/contracts/faults";
import * as z from "zod";
import { type FailureRecord, lastError } from "../messaging/failure-record.ts";
import { queueNameOf } from "../queues/topology.ts";

/** A message of a queue without a consumer: a dead-letter queue, or that of undelivered events. */
export const deadLetter = z.object({
  id: z.string(),
  /** The first 50,000 characters; `bodyLength` is the full length. */
  body: z.string(),
  bodyLength: z.int(),
  /** Message attributes and system attributes. */
  attributes: z.record(z.string(), z.string()),
  sentAt: z.iso.datetime(),
  /** How often it was received; looks from the console count, too. */
  receiveCount: z.int(),
  groupId: z.string().optional(),
  /** The queue in which it failed. */
  sourceQueue: z.string().optional(),
  /** The event type, according to its body. */
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

const maxBodyLength = 50_000;
const envelope = z.object({
  type: z.string().optional().catch(undefined),
  /** What SES notifications call their type. */
  eventType: z.string().optional().catch(undefined),
  // A key of the index, so it must be neither empty nor too long.
  correlationId: z.string().min(1).max(500).optional().catch(undefined),
});

/** @param message received with all of its attributes */
export function deadLetterOf(message: Message, failure: FailureRecord | undefined): DeadLetter {
  const { MessageId: id = "", Body: body = "", Attributes: system = {}, MessageAttributes: own = {} } = message;
  const values = Object.entries(own).map(([name, { StringValue: text }]) => [name, text ?? "(binary)"] as const);
  const source = failure?.queueArn ?? system.DeadLetterQueueSourceArn;
  const { eventType, type = eventType, correlationId = failure?.correlationId } = envelopeOf(body);
  return {
    id,
    body: body.slice(0, maxBodyLength),
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

/** The text that a search looks through, in lower case. */
export function searchableText({ id, body, attributes, sourceQueue = "", lastError: last }: DeadLetter): string {
  const error = last ? [last.name, last.message, last.stack ?? ""] : [];
  return [id, body, sourceQueue, ...Object.values(attributes), ...error].join("\n").toLowerCase();
}

export function matches(deadLetter: DeadLetter, filter: DeadLetterFilter): boolean {
  const { q, error, type, sourceQueue, correlationId } = filter;
  if (error !== undefined && deadLetter.lastError?.name !== error) return false;
  if (type !== undefined && deadLetter.type !== type) return false;
  if (sourceQueue !== undefined && deadLetter.sourceQueue !== sourceQueue) return false;
  if (correlationId !== undefined && deadLetter.correlationId !== correlationId) return false;
  return q === undefined || searchableText(deadLetter).includes(q.toLowerCase());
}

function envelopeOf(body: string): z.infer<typeof envelope> {
  try {
    return envelope.safeParse(JSON.parse(body)).data ?? {};
  } catch {
    return {};
  }
}
