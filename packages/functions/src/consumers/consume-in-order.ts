import { withContext } from "@donut/core/context";
import { Failure } from "@donut/core/messaging/failure";
import { noteBegun, noteEnded } from "@donut/core/messaging/failure-record";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod";
import { correlationIdOf, parseMessage } from "./body.ts";
import { delaySeconds, giveUpUnlessItMayPass, marginMs, returnFailed } from "./failed-try.ts";

export interface Ordered<Message> {
  message: Message;
  /** How often it has been received, including this time. */
  tries: number;
}

interface Options {
  /** URL of the queue's dead-letter queue, for messages that can never be handled. */
  deadLetters: () => string;
}

const suspiciousTries = 3;
const mostDeaths = 5;

/**
 * Consumes a FIFO queue in batches. `effect` gets the messages in order, handles them from the first on, and returns
 * how many it has handled by `giveUpAt` (ms since the epoch); the rest go back to the queue in order. It must be
 * idempotent. If it throws, the messages are tried one by one. A message with a permanent error goes to the dead-letter
 * queue at once, and those behind it are handled; if the error may be transient, the message and those behind it are
 * retried.
 *
 * Messages behind a failed one are received again without having failed, so the queue must allow many receives. When a
 * batch is received for the third time, one of its messages may be killing its worker: they are handled one by one, and
 * a message that does this five times goes to the dead-letter queue as well.
 *
 * @returns the Lambda handler, with the `schema` of its messages
 */
export function consumeInOrder<Schema extends z.ZodType>(
  schema: Schema,
  effect: (messages: Ordered<z.output<Schema>>[], giveUpAt: number) => Promise<number>,
  { deadLetters }: Options,
) {
  interface Delivery {
    record: SQSRecord;
    message: Ordered<z.output<Schema>>;
  }

  const handler = async (batch: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const giveUpAt = Date.now() + context.getRemainingTimeInMillis() - marginMs;
    const failed = new Set<string>();
    const delays = new Map<string, number>();
    await withContext({ correlationId: correlationIdOf("{}"), requestId: context.awsRequestId }, async () => {
      const left = await handleInTurn(await parse(batch.Records));
      for (const { record } of left) failed.add(record.messageId);
      await returnFailed(batch.Records, failed, delays);
    });
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };

    async function parse(records: SQSRecord[]): Promise<Delivery[]> {
      const deliveries: Delivery[] = [];
      for (const record of records) {
        try {
          const tries = Number(record.attributes.ApproximateReceiveCount);
          deliveries.push({ record, message: { message: parseMessage(schema, record.body), tries } });
        } catch (thrown) {
          if (await staysAfter(record, thrown)) failed.add(record.messageId);
        }
      }
      return deliveries;
    }

    /** @returns those to be retried, starting with the first that was not handled */
    async function handleInTurn(deliveries: Delivery[]): Promise<Delivery[]> {
      let left = deliveries;
      const mayKill = deliveries.some(({ message }) => message.tries >= suspiciousTries);
      let atOnce = mayKill ? 1 : left.length;
      while (left.length > 0) {
        const tried = left.slice(0, atOnce);
        const { done, reason } = await (mayKill ? handleWithCare(tried) : handle(tried));
        left = left.slice(done);
        const [first] = left;
        if (done === tried.length || first === undefined) continue;
        if (reason !== undefined && tried.length > 1) {
          atOnce = 1;
          continue;
        }
        if (await staysAfter(first.record, reason ?? late())) return left;
        left = left.slice(1);
      }
      return [];
    }

    async function handle(deliveries: Delivery[]): Promise<{ done: number; reason?: unknown }> {
      try {
        const messages = deliveries.map(({ message }) => message);
        return { done: await effect(messages, giveUpAt) };
      } catch (reason) {
        return { done: 0, reason };
      }
    }

    /** If the worker dies, it is known which message killed it. */
    async function handleWithCare(deliveries: Delivery[]): Promise<{ done: number; reason?: unknown }> {
      const id = deliveries[0]?.record.messageId ?? "";
      try {
        if ((await noteBegun(id)) > mostDeaths) return { done: 0, reason: deadly() };
        const result = await handle(deliveries);
        await noteEnded(id);
        return result;
      } catch (reason) {
        return { done: 0, reason };
      }
    }

    /** @returns whether the message is to be retried; otherwise it is now in the dead-letter queue */
    async function staysAfter(record: SQSRecord, thrown: unknown): Promise<boolean> {
      const failure = await giveUpUnlessItMayPass(record, thrown, deadLetters());
      if (failure === undefined) return false;
      delays.set(record.messageId, delaySeconds(record, failure));
      return true;
    }
  };
  return Object.assign(handler, { schema });
}

function deadly(): Failure {
  const message = `Its worker died ${mostDeaths} times in a row while it handled this message.`;
  return new Failure("WorkerDied", message, { retryable: false });
}

function late(): Failure {
  return new Failure("TimedOut", "There was no time for this message, or others wrote the same for too long.", {
    retryable: true,
  });
}
