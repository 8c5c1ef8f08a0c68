import { currentContext } from "@donut/core/context";
import { Failure } from "@donut/core/messaging/failure";
import { recordFailedTry } from "@donut/core/messaging/failure-record";
import { backOffSeconds, returnToQueue } from "@donut/core/messaging/visibility";
import type { SQSRecord } from "aws-lambda";
import { logger } from "../logger.ts";
import { correlationIdOf } from "./body.ts";

/** What recording a failed try and returning the message take, with room to spare; of the function's time. */
export const marginMs = 1_500;

/** Records why a message could not be handled this time. @returns the reason */
export async function noteFailedTry(record: SQSRecord, thrown: unknown): Promise<Error> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { messageId, eventSourceARN: queueArn, body } = record;
  logger.warn("Failed try", { messageId, queue: queueArn, error });
  await recordFailedTry({
    messageId,
    queueArn,
    body,
    correlationId: correlationIdOf(body),
    requestId: currentContext()?.requestId,
    retryable: isRetryable(error),
    error,
  }).catch((cause: unknown) => logger.error("Failed try not recorded", { messageId, cause }));
  return error;
}

/** @returns after how long the message is to be tried again */
export function delaySeconds(record: SQSRecord, failure: Error): number {
  if (!isRetryable(failure)) return 0;
  const asked = failure instanceof Failure ? failure.retryAfterSeconds : undefined;
  return asked ?? backOffSeconds(Number(record.attributes.ApproximateReceiveCount));
}

/**
 * Returns failed messages to their queue, each after its delay. Those behind a FIFO queue's failed one, which have
 * none, return with it: held back, they would keep their group locked.
 */
export async function returnFailed(records: SQSRecord[], failed: ReadonlySet<string>, delays: Map<string, number>) {
  const longest = Math.max(0, ...delays.values());
  await Promise.all(
    records
      .filter(({ messageId }) => failed.has(messageId))
      .map(({ messageId, eventSourceARN, receiptHandle }) =>
        returnToQueue(eventSourceARN, receiptHandle, delays.get(messageId) ?? longest).catch((cause: unknown) =>
          // It returns all the same, when the queue's visibility timeout is over.
          logger.warn("Visibility not changed", { messageId, cause }),
        ),
      ),
  );
}

/** What DynamoDB, SQS or SNS cannot take today, they cannot take tomorrow. */
const finalErrors = new Set(["ValidationException", "SerializationException", "InvalidMessageContents"]);

function isRetryable(error: Error): boolean {
  return error instanceof Failure ? error.retryable : !finalErrors.has(error.name);
}
