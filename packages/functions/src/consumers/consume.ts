import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from "@aws-lambda-powertools/batch";
import { withContext } from "@donut/core/context";
import { returnToQueue } from "@donut/core/messaging/visibility";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod";
import { correlationIdOf, parseMessage } from "./body.ts";
import { withDeadline } from "./deadline.ts";
import { delaySeconds, marginMs, noteFailedTry, returnFailed } from "./failed-try.ts";

export interface Delivery {
  /** Aborted shortly before the function's time is up. */
  signal: AbortSignal;
  messageId: string;
  /** How often the message has been received, this time included. */
  receiveCount: number;
  /** Changes the message's visibility timeout: hidden for so many seconds from now on. */
  hideFor(seconds: number): Promise<void>;
}

/**
 * Makes the consumer of a queue. Each message is checked against `schema` and passed to `effect`, which must be
 * idempotent. If that throws, the error is recorded under the message's id, and the message goes back to its queue: after
 * a growing delay if another try may help, and at once if none can, so that it soon reaches the dead-letter queue.
 * Messages of a FIFO queue are handled in order, up to the first failure.
 *
 * @returns the Lambda handler, with the `schema` of its messages
 */
export function consume<Schema extends z.ZodType>(
  schema: Schema,
  effect: (message: z.output<Schema>, delivery: Delivery) => Promise<void>,
) {
  const handler = async (batch: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
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
    const failed = response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    await returnFailed(batch.Records, new Set(failed), delays);
    return response;
  };
  return Object.assign(handler, { schema });

  function failureOf(record: SQSRecord, context: Context): Promise<Error | undefined> {
    const correlationId = correlationIdOf(record.body);
    const requestId = context.awsRequestId;
    return withContext({ correlationId, requestId }, async () => {
      try {
        const message = parseMessage(schema, record.body);
        const milliseconds = context.getRemainingTimeInMillis() - marginMs;
        const { messageId, eventSourceARN, receiptHandle } = record;
        const receiveCount = Number(record.attributes.ApproximateReceiveCount);
        const hideFor = (seconds: number) => returnToQueue(eventSourceARN, receiptHandle, seconds);
        await withDeadline(milliseconds, (signal) => effect(message, { signal, messageId, receiveCount, hideFor }));
        return undefined;
      } catch (thrown) {
        return noteFailedTry(record, thrown);
      }
    });
  }
}
