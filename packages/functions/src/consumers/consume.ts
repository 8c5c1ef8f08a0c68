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
import { delaySeconds, giveUpUnlessItMayPass, marginMs, noteFailedTry, returnFailed } from "./failed-try.ts";

/**
 * Returned by an effect if it is too early to handle the message: it is received again after this many seconds. This is
 * not recorded as a failed try, although it increases the message's receive count.
 */
export class Postponed extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super(`Postponed for ${seconds} s`);
    this.seconds = seconds;
  }
}

interface Options {
  /**
   * URL of the queue's dead-letter queue. Messages go there at once unless their error is known to be transient,
   * instead of after as many receives as the queue allows: a queue with postponed messages allows many, and a FIFO
   * queue's message group would be held up.
   */
  deadLetters?: () => string;
}

export interface Delivery {
  /** Aborted shortly before the function times out. */
  signal: AbortSignal;
  messageId: string;
  /** How often the message has been received, including this time. */
  receiveCount: number;
  /** Changes the message's visibility timeout: hidden for this many seconds from now on. */
  hideFor(seconds: number): Promise<void>;
}

/**
 * Creates the consumer of a queue. Each message is checked against `schema` and passed to `effect`, which must be
 * idempotent and can return `Postponed`. If it throws, the error is recorded under the message's id, and the message
 * goes back to its queue: after a growing delay if a retry may help, and at once if it cannot, so that it soon reaches
 * the dead-letter queue. Messages of a FIFO queue are handled in order, up to the first failure.
 *
 * @returns the Lambda handler, with the `schema` of its messages
 */
export function consume<Schema extends z.ZodType>(
  schema: Schema,
  effect: (message: z.output<Schema>, delivery: Delivery) => Promise<unknown>,
  { deadLetters }: Options = {},
) {
  const handler = async (batch: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const fifo = batch.Records[0]?.eventSourceARN.endsWith(".fifo") ?? false;
    const delays = new Map<string, number>();
    const handle = async (record: SQSRecord) => {
      const failure = await failureOf(record, context);
      if (failure === undefined) return;
      const postponed = failure instanceof Postponed;
      delays.set(record.messageId, postponed ? failure.seconds : delaySeconds(record, failure));
      throw failure;
    };
    const throwOnFullBatchFailure = false;
    const response = fifo
      ? // Only messages of the same group have to wait behind a failed one.
        await processPartialResponse(batch, handle, new SqsFifoPartialProcessorAsync(), {
          throwOnFullBatchFailure,
          skipGroupOnError: true,
        })
      : await processPartialResponse(batch, handle, new BatchProcessor(EventType.SQS), { throwOnFullBatchFailure });
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
        const work = (signal: AbortSignal) => effect(message, { signal, messageId, receiveCount, hideFor });
        const result = await withDeadline(milliseconds, work);
        return result instanceof Postponed ? result : undefined;
      } catch (thrown) {
        if (deadLetters === undefined) return noteFailedTry(record, thrown);
        return giveUpUnlessItMayPass(record, thrown, deadLetters());
      }
    });
  }
}
