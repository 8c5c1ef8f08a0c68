import { withContext } from "@donut/core/context";
import { Failure } from "@donut/core/messaging/failure";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod";
import { correlationIdOf, parseMessage } from "./body.ts";
import { delaySeconds, marginMs, noteFailedTry, returnFailed } from "./failed-try.ts";

/**
 * Consumes a queue in whole batches: `effect` gets the messages together and returns for each whether it was handled by
 * `giveUpAt` (ms since the epoch). It must be idempotent. If it throws, the messages are tried one by one, so that one
 * that cannot be handled does not hold up the others.
 *
 * @returns the Lambda handler, with the `schema` of its messages
 */
export function consumeTogether<Schema extends z.ZodType>(
  schema: Schema,
  effect: (messages: z.output<Schema>[], giveUpAt: number) => Promise<boolean[]>,
) {
  const handler = async (batch: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const giveUpAt = Date.now() + context.getRemainingTimeInMillis() - marginMs;
    const failures = new Map<string, unknown>();
    const good: { record: SQSRecord; message: z.output<Schema> }[] = [];

    await withContext({ correlationId: correlationIdOf("{}"), requestId: context.awsRequestId }, async () => {
      for (const record of batch.Records) {
        try {
          good.push({ record, message: parseMessage(schema, record.body) });
        } catch (thrown) {
          failures.set(record.messageId, thrown);
        }
      }
      await handle(good);
      const delays = new Map<string, number>();
      for (const record of batch.Records.filter(({ messageId }) => failures.has(messageId)))
        delays.set(record.messageId, delaySeconds(record, await noteFailedTry(record, failures.get(record.messageId))));
      await returnFailed(batch.Records, new Set(failures.keys()), delays);
    });
    return { batchItemFailures: [...failures.keys()].map((itemIdentifier) => ({ itemIdentifier })) };

    async function handle(some: typeof good): Promise<void> {
      if (some.length === 0) return;
      const messages = some.map(({ message }) => message);
      const handled = await effect(messages, giveUpAt).catch((thrown: unknown) => ({ thrown }));
      if (Array.isArray(handled)) {
        for (const [index, { record }] of some.entries()) if (!handled[index]) failures.set(record.messageId, late());
        return;
      }
      const [only] = some;
      if (some.length === 1 && only) {
        failures.set(only.record.messageId, handled.thrown);
        return;
      }
      for (const one of some) await handle([one]);
    }
  };
  return Object.assign(handler, { schema });
}

function late(): Failure {
  return new Failure("TimedOut", "There was no time for this message, or others wrote the same for too long.", {
    retryable: true,
  });
}
