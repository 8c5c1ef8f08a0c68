import {
  ChangeMessageVisibilityBatchCommand,
  type Message,
  MessageSystemAttributeName,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import { z } from "zod";
import { sqs } from "../aws/clients.ts";
import { lastError, readFailures } from "../messaging/failure-record.ts";
import { type DeployedQueue, queueNameOf } from "./topology.ts";

export const peekedMessage = z.object({
  id: z.string(),
  body: z.string(),
  /** Its message attributes and the system's. */
  attributes: z.record(z.string(), z.string()),
  sentAt: z.iso.datetime(),
  /** How often it was received, by looking at it here too. */
  receiveCount: z.int(),
  groupId: z.string().optional(),
  /** Where it failed. */
  sourceQueue: z.string().optional(),
  /** How often its consumer tried. */
  attempts: z.int().optional(),
  lastError: lastError.optional(),
});
export type PeekedMessage = z.infer<typeof peekedMessage>;

export interface Peek {
  messages: PeekedMessage[];
  /** Why messages that are there are not shown. */
  note?: string;
}

const batchSize = 10;
// SQS hands out no more than this many in flight at a time; looking further would only hide what others look for.
const maxReceived = 1_000;
// How long the messages are hidden if releasing them fails.
const visibilitySeconds = 10;

const workNote =
  "The messages of a work queue cannot be looked at: each look would count as one of the tries its consumer has.";
const fifoNote = "Of each message group, only the first ten can be looked at.";

/**
 * Looks at the messages of a queue that nobody consumes, and lets them go at once. `query` keeps those whose id, body,
 * attributes or error contain it, in any case.
 */
export async function peek(queue: DeployedQueue, limit: number, query?: string): Promise<Peek> {
  if (queue.role === "work") return { messages: [], note: workNote };
  const received = await receive(queue.url, query === undefined ? limit : maxReceived);
  const failures = await readFailures(received.map(({ MessageId: id = "" }) => id));
  const messages = received.map((message): PeekedMessage => {
    const failure = failures.get(message.MessageId ?? "");
    const source = failure?.queueArn ?? message.Attributes?.DeadLetterQueueSourceArn;
    return {
      ...plain(message),
      ...(source !== undefined && { sourceQueue: queueNameOf(source) }),
      ...(failure && { attempts: failure.attempts, lastError: failure.lastError }),
    };
  });
  const found = query === undefined ? messages : messages.filter((message) => contains(message, query));
  return { messages: found.slice(0, limit), ...(queue.fifo && { note: fifoNote }) };
}

async function receive(url: string, limit: number): Promise<Message[]> {
  const byId = new Map<string, Message>();
  const handles: string[] = [];
  try {
    while (byId.size < limit) {
      const known = byId.size;
      const { Messages: messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: Math.min(batchSize, limit - byId.size),
          VisibilityTimeout: visibilitySeconds,
          WaitTimeSeconds: 0,
          MessageSystemAttributeNames: [MessageSystemAttributeName.All],
          MessageAttributeNames: ["All"],
        }),
      );
      for (const message of messages) {
        byId.set(message.MessageId ?? "", message);
        handles.push(message.ReceiptHandle ?? "");
      }
      if (byId.size === known) break;
    }
  } finally {
    await release(url, handles);
  }
  return [...byId.values()];
}

async function release(url: string, handles: string[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(handles.length / batchSize) }, (_, index) =>
    handles.slice(index * batchSize, (index + 1) * batchSize),
  );
  await Promise.all(
    batches.map((batch) =>
      sqs.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: url,
          Entries: batch.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 })),
        }),
      ),
    ),
  );
}

function plain({ MessageId: id = "", Body: body = "", Attributes: system = {}, MessageAttributes: own = {} }: Message) {
  const values = Object.entries(own).map(([name, { StringValue: text }]) => [name, text ?? "(binary)"] as const);
  return {
    id,
    body,
    attributes: { ...system, ...Object.fromEntries(values) },
    sentAt: new Date(Number(system.SentTimestamp ?? 0)).toISOString(),
    receiveCount: Number(system.ApproximateReceiveCount ?? 0),
    ...(system.MessageGroupId !== undefined && { groupId: system.MessageGroupId }),
  };
}

function contains(message: PeekedMessage, query: string): boolean {
  const { id, body, attributes, groupId = "", sourceQueue = "", lastError: last } = message;
  const error = last && [last.name, last.message, last.stack ?? ""];
  const texts = [id, body, groupId, sourceQueue, ...Object.values(attributes), ...(error ?? [])];
  return texts.some((text) => text.toLowerCase().includes(query.toLowerCase()));
}
