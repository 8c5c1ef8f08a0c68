import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { sqs } from "@donut/core/aws/clients";
import { currentContext } from "@donut/core/context";
import { Failure } from "@donut/core/messaging/failure";
import { recordFailedTry } from "@donut/core/messaging/failure-record";
import { backOffSeconds, returnToQueue } from "@donut/core/messaging/visibility";
import type { SQSRecord } from "aws-lambda";
import { logger } from "../logger.ts";
import { correlationIdOf } from "./body.ts";

/** The time reserved for recording a failed try and returning the message, with room to spare. */
export const marginMs = 1_500;

/** Records a failed try. @returns the error */
export async function noteFailedTry(record: SQSRecord, thrown: unknown): Promise<Error> {
  const { error } = await note(record, thrown);
  return error;
}

/**
 * After this many failed tries of its own, over at least a quarter of an hour, a FIFO queue's message no longer holds
 * up the others.
 */
const mostTries = 100;

/**
 * For a queue in which others wait behind a failed message: only errors known to be transient make them wait.
 * Everything else goes to the dead-letter queue at once; if a deploy fixes the error, the message can be redriven from
 * there.
 *
 * @returns the recorded error if the message should be retried
 */
export async function giveUpUnlessItMayPass(
  record: SQSRecord,
  thrown: unknown,
  deadLetterUrl: string,
): Promise<Error | undefined> {
  try {
    if (isPassing(thrown)) {
      const { error, tries } = await note(record, thrown);
      if (tries < mostTries) return error;
    }
    await giveUp(record, thrown, deadLetterUrl);
    return undefined;
  } catch (cause) {
    logger.error("Message not given up", { messageId: record.messageId, cause });
    return asError(cause);
  }
}

/** @returns the error, and how many failed tries of the message are on record; 0 if unknown */
async function note(record: SQSRecord, thrown: unknown): Promise<{ error: Error; tries: number }> {
  const error = asError(thrown);
  const { messageId, eventSourceARN: queueArn, body } = record;
  logger.warn("Failed try", { messageId, queue: queueArn, error });
  const tries = await recordFailedTry({
    messageId,
    queueArn,
    body,
    correlationId: correlationIdOf(body),
    requestId: currentContext()?.requestId,
    retryable: isRetryable(error),
    error,
  }).catch((cause: unknown) => {
    logger.error("Failed try not recorded", { messageId, cause });
    return 0;
  });
  return { error, tries };
}

/**
 * Sends a message that can never be handled to the dead-letter queue. There it gets a new id, under which the reason is
 * recorded; if a worker stops and it is sent twice, the queue keeps one.
 */
async function giveUp(record: SQSRecord, thrown: unknown, deadLetterUrl: string): Promise<void> {
  const { messageId: id, body, attributes } = record;
  const { MessageId: messageId = id } = await sqs.send(
    new SendMessageCommand({
      QueueUrl: deadLetterUrl,
      MessageBody: body,
      ...(attributes.MessageGroupId && { MessageGroupId: attributes.MessageGroupId, MessageDeduplicationId: id }),
    }),
  );
  await note({ ...record, messageId }, thrown);
}

/** The longest that a FIFO queue's messages wait for the next try of the one before them, in seconds. */
const longestHoldUp = 10;

/** @returns the delay before the next try */
export function delaySeconds({ attributes, eventSourceARN }: SQSRecord, failure: Error): number {
  if (!isRetryable(failure)) return 0;
  const asked = failure instanceof Failure ? failure.retryAfterSeconds : undefined;
  const pause = asked ?? backOffSeconds(Number(attributes.ApproximateReceiveCount));
  return eventSourceARN.endsWith(".fifo") ? Math.min(longestHoldUp, pause) : pause;
}

/**
 * Returns failed messages to their queue, each after its delay. In a FIFO queue, the messages behind a failed one
 * return with it: while they are hidden, their group is locked.
 */
export async function returnFailed(records: SQSRecord[], failed: ReadonlySet<string>, delays: Map<string, number>) {
  const longest = Math.max(0, ...delays.values());
  await Promise.all(
    records
      .filter(({ messageId }) => failed.has(messageId))
      .map(({ messageId, eventSourceARN, receiptHandle }) =>
        returnToQueue(eventSourceARN, receiptHandle, delays.get(messageId) ?? longest).catch((cause: unknown) =>
          // It returns anyway when its visibility timeout ends.
          logger.warn("Visibility not changed", { messageId, cause }),
        ),
      ),
  );
}

/** Errors by which DynamoDB, SQS or SNS reject a request as invalid: they would reject it every time. */
const finalErrors = new Set([
  "ValidationException",
  // For an item in a transaction.
  "ValidationError",
  "SerializationException",
  "InvalidMessageContents",
  "InvalidParameter",
  "InvalidParameterException",
  "InvalidParameterValue",
  "InvalidParameterValueException",
  "BatchRequestTooLong",
]);

export function isRetryable(error: unknown): boolean {
  if (error instanceof Failure) return error.retryable;
  return !(error instanceof Error) || !finalErrors.has(error.name);
}

/** @returns whether the error is known to be transient: a Failure says so, or it is an AWS call's, which has metadata */
function isPassing(error: unknown): boolean {
  if (!isRetryable(error)) return false;
  return error instanceof Failure || (error instanceof Error && "$metadata" in error);
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
