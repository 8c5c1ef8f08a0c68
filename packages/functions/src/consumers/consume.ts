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
 * What an effect answers when the message's time has not come: it is received again in so many seconds. That is no failed
 * try; nothing is recorded, though the queue counts it.
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
   * URL of the queue's dead-letter queue. A message whose error is not known to pass goes there at once, instead of by as
   * many receives as the queue allows: where messages are postponed these are many, and a FIFO queue's group would wait.
   */
  deadLetters?: () => string;
}

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
 * idempotent and can answer `Postponed`. If that throws, the error is recorded under the message's id, and the message goes back to its queue: after
 * a growing delay if another try may help, and at once if none can, so that it soon reaches the dead-letter queue.
 * Messages of a FIFO queue are handled in order, up to the first failure.
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
      ? // Behind a failed message only those of its own group have to wait.
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
