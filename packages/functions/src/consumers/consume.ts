import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from "@aws-lambda-powertools/batch";
import { withContext } from "@donut/core/context";
import { Failure } from "@donut/core/messaging/failure";
import { recordFailedTry } from "@donut/core/messaging/failure-record";
import { backOffSeconds, returnToQueue } from "@donut/core/messaging/visibility";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { z } from "zod";
import { logger } from "../logger.ts";
import { correlationIdOf, parseMessage } from "./body.ts";
import { withDeadline } from "./deadline.ts";

export interface Delivery {
  /** Aborted shortly before the function's time is up. */
  signal: AbortSignal;
  messageId: string;
}

// What recording a failed try and returning the message take, with room to spare.
const marginMs = 1_500;

/**
 * The one way a queue is consumed. Each message is checked against `schema` and given to `effect`, which must be
 * idempotent. An error it throws is recorded with the message's id, and the message goes back to its queue: after a
 * growing delay when another try may help, at once (so that it reaches the dead-letter queue soon) when none can.
 * Messages of a FIFO queue are handled in order up to the first failure.
 */
export function consume<Schema extends z.ZodType>(
  schema: Schema,
  effect: (message: z.output<Schema>, delivery: Delivery) => Promise<void>,
) {
  return async (batch: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const fifo = batch.Records[0]?.eventSourceARN.endsWith(".fifo") ?? false;
    const processor = fifo ? new SqsFifoPartialProcessorAsync() : new BatchProcessor(EventType.SQS);
    const delays = new Map<string, number>();
    const response = await processPartialResponse(
      batch,
      async (record: SQSRecord) => {
        const failure = await failureOf(record, context);
        if (failure === undefined) return;
        delays.set(record.messageId, delaySeconds(record, failure));
        throw failure;
      },
      processor,
      { throwOnFullBatchFailure: false },
    );
    await returnFailed(batch.Records, response, delays);
    return response;
  };

  function failureOf(record: SQSRecord, context: Context): Promise<Error | undefined> {
    const correlationId = correlationIdOf(record.body);
    const requestId = context.awsRequestId;
    return withContext({ correlationId, requestId }, async () => {
      try {
        const message = parseMessage(schema, record.body);
        const milliseconds = context.getRemainingTimeInMillis() - marginMs;
        await withDeadline(milliseconds, (signal) => effect(message, { signal, messageId: record.messageId }));
        return undefined;
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        logger.warn("Failed try", { messageId: record.messageId, queue: record.eventSourceARN, error });
        await recordFailedTry({
          messageId: record.messageId,
          queueArn: record.eventSourceARN,
          body: record.body,
          correlationId,
          requestId,
          retryable: isRetryable(error),
          error,
        }).catch((cause: unknown) => logger.error("Failed try not recorded", { messageId: record.messageId, cause }));
        return error;
      }
    });
  }
}

function isRetryable(error: Error): boolean {
  return error instanceof Failure ? error.retryable : true;
}

function delaySeconds(record: SQSRecord, failure: Error): number {
  if (!isRetryable(failure)) return 0;
  const asked = failure instanceof Failure ? failure.retryAfterSeconds : undefined;
  return asked ?? backOffSeconds(Number(record.attributes.ApproximateReceiveCount));
}

/** The messages behind a FIFO queue's failed one return with it: held back, they would keep their group locked. */
async function returnFailed(records: SQSRecord[], response: SQSBatchResponse, delays: Map<string, number>) {
  const failed = new Set(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
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
