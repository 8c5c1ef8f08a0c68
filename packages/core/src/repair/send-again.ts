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
  /** Instead of the message's own. */
  body?: string | undefined;
}

/**
 * Sends dead letters to a queue as new messages, with their attributes and group. To a FIFO queue they go one after
 * another, up to the first that SQS refuses.
 *
 * @returns the new message ids by the old; without those that SQS did not take
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
 * Always the same for the same dead letter, so that SQS takes it once when it is sent again within five minutes; and not
 * the message's own, under which SQS may have taken it a moment ago and would drop it now.
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

/** What SQS counts: the body, and each attribute's name, type and value. */
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
