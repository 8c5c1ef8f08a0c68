import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { sqs } from "../aws/clients.ts";

const mostAtOnce = 10;

/**
 * Receives up to `most` messages (at most 10) from the front of the queue. While they are in flight, nobody else
 * receives any: all orders are in one message group.
 */
export async function receiveFront(most = mostAtOnce): Promise<Message[]> {
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: Resource.OrderQueue.url,
      MaxNumberOfMessages: Math.min(mostAtOnce, most),
      MessageSystemAttributeNames: ["ApproximateReceiveCount"],
    }),
  );
  return messages;
}

export async function remove(messages: Message[]): Promise<void> {
  if (messages.length === 0) return;
  await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: Resource.OrderQueue.url,
      Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
    }),
  );
}

/** Returns messages to their place at the front of the queue. */
export async function putBack(messages: Message[]): Promise<void> {
  await Promise.all(
    messages.map(({ ReceiptHandle }) =>
      sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: Resource.OrderQueue.url,
          ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      ),
    ),
  );
}
