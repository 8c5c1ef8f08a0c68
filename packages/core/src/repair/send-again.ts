import { createHash } from "node:crypto";
import {
  type Message,
  type MessageAttributeValue,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import type { DeployedQueue } from "@donut/contracts/topology";
import { sqs } from "../aws/clients.ts";
import { messageBatches } from "../aws/message-batches.ts";

export interface Outgoing {
  message: Message;
  /** Replaces the message's own body. */
  body?: string | undefined;
}

/**
 * Sends dead letters to a queue as new messages, with their attributes and message group. To a FIFO queue they are sent
 * one by one, stopping at the first that SQS refuses.
 *
 * @returns the new message ids by old id, for the messages that SQS accepted
 */
export async function sendAgain(queue: DeployedQueue, outgoing: Outgoing[]): Promise<Map<string, string>> {
  if (outgoing.length === 0) return new Map();
  return queue.fifo ? sendInOrder(queue, outgoing) : sendTogether(queue, outgoing);
}

async function sendTogether(queue: DeployedQueue, outgoing: Outgoing[]): Promise<Map<string, string>> {
  const batches = messageBatches(outgoing, bytesOf);
  const taken = await Promise.all(batches.map((batch) => sendBatch(queue, batch)));
  return new Map(taken.flat());
}

async function sendBatch({ url }: DeployedQueue, batch: Outgoing[]): Promise<[string, string][]> {
  const { Successful: taken = [] } = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: batch.map((one, index): SendMessageBatchRequestEntry => ({ Id: String(index), ...entryOf(one) })),
    }),
  );
  return taken.map(({ Id: id, MessageId: newId = "" }) => [batch[Number(id)]?.message.MessageId ?? "", newId]);
}

async function sendInOrder({ url, name }: DeployedQueue, outgoing: Outgoing[]): Promise<Map<string, string>> {
  const taken = new Map<string, string>();
  for (const one of outgoing) {
    const { MessageId: id = "", Attributes: { MessageGroupId: group } = {} } = one.message;
    const { MessageId: newId = "" } = await sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        ...entryOf(one),
        MessageGroupId: group ?? id,
        MessageDeduplicationId: deduplicationId(name, id),
      }),
    );
    taken.set(id, newId);
  }
  return taken;
}

/**
 * The same for the same dead letter, so that SQS accepts it only once within five minutes. The message's own id would
 * not do: SQS may have seen it a moment ago and would silently drop the redriven message.
 */
function deduplicationId(queue: string, messageId: string): string {
  return createHash("sha256").update(`${queue}:${messageId}`).digest("hex");
}

function entryOf({ message, body }: Outgoing) {
  const {
    Body: original = "",
    MessageAttributes: attributes = {},
    Attributes: { MessageGroupId: group } = {},
  } = message;
  return {
    MessageBody: body ?? original,
    ...(group !== undefined && { MessageGroupId: group }),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, attributeValue(value)]),
    ),
  };
}

/** The size as SQS counts it: the body, and each attribute's name, type and value. */
function bytesOf(outgoing: Outgoing): number {
  const { MessageBody: body, MessageAttributes: attributes } = entryOf(outgoing);
  return Object.entries(attributes).reduce(
    (sum, [name, { DataType: type = "", StringValue: text = "", BinaryValue: binary }]) =>
      sum + Buffer.byteLength(name + type + text) + (binary?.byteLength ?? 0),
    Buffer.byteLength(body),
  );
}

function attributeValue({ DataType, StringValue, BinaryValue }: MessageAttributeValue): MessageAttributeValue {
  return BinaryValue === undefined ? { DataType, StringValue } : { DataType, BinaryValue };
}
