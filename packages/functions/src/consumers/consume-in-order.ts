import { withContext } from "@donut/core/context";
import { Failure } from "@donut/core/messaging/failure";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod";
import { correlationIdOf, parseMessage } from "./body.ts";
import { delaySeconds, marginMs, noteFailedTry, returnFailed } from "./failed-try.ts";

export interface Ordered<Message> {
  message: Message;
  /** How often it has been received, this time included. */
  tries: number;
}

/**
 * Consumes a FIFO queue in batches. `effect` gets the messages in order, handles them from the first on, and returns how
 * many it has handled by `giveUpAt` (ms since the epoch); the rest go back to the queue in their order. It must be
 * idempotent. If it throws, the messages are tried one by one, so that a message that cannot be handled is found and
 * blocks only those behind it. A message that does not match `schema` blocks nobody: it goes back alone.
 *
 * @returns the Lambda handler, with the `schema` of its messages
 */
export function consumeInOrder<Schema extends z.ZodType>(
  schema: Schema,
  effect: (messages: Ordered<z.output<Schema>>[], giveUpAt: number) => Promise<number>,
) {
  const handler = async (batch: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const giveUpAt = Date.now() + context.getRemainingTimeInMillis() - marginMs;
    const failed = new Set<string>();
    const delays = new Map<string, number>();
    const fail = async (record: SQSRecord, thrown: unknown) => {
      const error = await noteFailedTry(record, thrown);
      failed.add(record.messageId);
      delays.set(record.messageId, delaySeconds(record, error));
    };

    const good: { record: SQSRecord; message: Ordered<z.output<Schema>> }[] = [];
    await withContext({ correlationId: correlationIdOf("{}"), requestId: context.awsRequestId }, async () => {
      for (const record of batch.Records) {
        try {
          const tries = Number(record.attributes.ApproximateReceiveCount);
          good.push({ record, message: { message: parseMessage(schema, record.body), tries } });
        } catch (thrown) {
          await fail(record, thrown);
        }
      }
      const { done, reason } = await handle(good.map(({ message }) => message));
      const rest = good.slice(done).map(({ record }) => record);
      if (rest[0]) await fail(rest[0], reason ?? late());
      for (const { messageId } of rest) failed.add(messageId);
      await returnFailed(batch.Records, failed, delays);
    });
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };

    async function handle(messages: Ordered<z.output<Schema>>[]): Promise<{ done: number; reason?: unknown }> {
      if (messages.length === 0) return { done: 0 };
      try {
        return { done: await effect(messages, giveUpAt) };
      } catch (reason) {
        if (messages.length === 1) return { done: 0, reason };
      }
      for (const [done, message] of messages.entries()) {
        const alone = await handle([message]);
        if (alone.done === 0) return { done, reason: alone.reason };
      }
      return { done: messages.length };
    }
  };
  return Object.assign(handler, { schema });
}

function late(): Failure {
  return new Failure("TimedOut", "There was no time for this message, or others wrote the same for too long.", {
    retryable: true,
  });
}
