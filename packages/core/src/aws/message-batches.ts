import { inParts } from "../parts.ts";

const mostMessages = 10;
// SNS's limit per request. SQS accepts 1 MiB since 2025; before that its limit was the same.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
const mostBytes = 256 * 1024;

/** @returns the messages in order, split so that each batch fits one request to SQS or SNS. */
export function messageBatches<T>(messages: T[], bytesOf: (message: T) => number): T[][] {
  return inParts(messages, mostMessages, mostBytes, bytesOf);
}
