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

/** @returns the delay before the next try */
export function delaySeconds(record: SQSRecord, failure: Error): number {
  if (!isRetryable(failure)) return 0;
  const asked = failure instanceof Failure ? failure.retryAfterSeconds : undefined;
  return asked ?? backOffSeconds(Number(record.attributes.ApproximateReceiveCount));
}

/**
 * Returns failed messages to their queue, each after its delay. In a FIFO queue, the messages behind the failed one return
 * with it: while they are hidden, their group is locked.
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

/** Requests that DynamoDB, SQS or SNS refuse as invalid: they will be refused every time. */
const finalErrors = new Set(["ValidationException", "SerializationException", "InvalidMessageContents"]);

function isRetryable(error: Error): boolean {
  return error instanceof Failure ? error.retryable : !finalErrors.has(error.name);
}
