import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  MessageSystemAttributeName,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import { sqs } from "../aws/clients.ts";

export const batchSize = 10;

/** Splits a list into batches of the size that SQS accepts. */
export function inBatches<T>(list: T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / batchSize) }, (_, index) =>
    list.slice(index * batchSize, (index + 1) * batchSize),
  );
}

export interface ReceiveOptions {
  /** At most 10. */
  max?: number;
  /** How long the messages are hidden from others. */
  hiddenSeconds: number;
  /** How long to wait for the first message. With 0, SQS asks only some of its hosts. */
  waitSeconds?: number;
}

/** Receives messages with all of their attributes. */
export async function receiveMessages(
  url: string,
  { max = batchSize, hiddenSeconds, waitSeconds = 0 }: ReceiveOptions,
): Promise<Message[]> {
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: max,
      VisibilityTimeout: hiddenSeconds,
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: [MessageSystemAttributeName.All],
      MessageAttributeNames: ["All"],
    }),
  );
  return messages;
}

/** Makes received messages visible again. If that fails for one, it becomes visible when its timeout ends. */
export async function releaseMessages(url: string, handles: Iterable<string>): Promise<void> {
  const batches = inBatches([...handles]).values();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const batch of batches) {
        await sqs.send(
          new ChangeMessageVisibilityBatchCommand({
            QueueUrl: url,
            Entries: batch.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 })),
          }),
        );
      }
    }),
  );
}

export interface MessageCounts {
  /** Waiting to be received. */
  visible: number;
  /** Received, and neither deleted nor visible again yet. */
  inFlight: number;
  delayed: number;
}

export async function countMessages(url: string): Promise<MessageCounts> {
  const { Attributes: counts } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: [
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed",
      ],
    }),
  );
  return {
    visible: Number(counts?.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(counts?.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(counts?.ApproximateNumberOfMessagesDelayed ?? 0),
  };
}
