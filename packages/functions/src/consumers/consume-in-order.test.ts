import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { sqs } from "@donut/core/aws/clients";
import { readFailures } from "@donut/core/messaging/failure-record";
import type { Context } from "aws-lambda";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { recordOf, startEngines } from "../testing.ts";
import { consumeInOrder } from "./consume-in-order.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

const batches: string[][] = [];
beforeEach(() => {
  batches.length = 0;
});
let stopAfter = Number.POSITIVE_INFINITY;
const handler = consumeInOrder(z.object({ say: z.string() }), async (messages) => {
  const says = messages.map(({ message }) => message.say);
  if (says.includes("poison")) throw new Error("Cannot be handled");
  batches.push(says.slice(0, stopAfter));
  return Math.min(messages.length, stopAfter);
});

test("a batch is handled as a whole, in its order", async () => {
  expect(await deliver("Whole", ["a", "b", "c"])).toEqual([]);
  expect(batches).toEqual([["a", "b", "c"]]);
});

test("what is no message stands in nobody's way and goes back alone", async () => {
  expect(await deliver("Invalid", ["a", undefined, "c"])).toEqual([1]);
  expect(batches).toEqual([["a", "c"]]);
});

test("a message that cannot be handled is found: those before it are handled, those behind it go back with it", async () => {
  expect(await deliver("Poison", ["a", "b", "poison", "d"])).toEqual([2, 3]);
  expect(batches).toEqual([["a"], ["b"]]);
});

test("what there was no time for goes back, and only the first of it has a failed try on record", async () => {
  stopAfter = 2;
  expect(await deliver("Late", ["a", "b", "c", "d"])).toEqual([2, 3]);
  stopAfter = Number.POSITIVE_INFINITY;
});

/** @returns the places in the batch of the messages that stay in the queue */
async function deliver(name: string, says: (string | undefined)[]): Promise<number[]> {
  const { QueueUrl: url = "" } = await sqs.send(
    new CreateQueueCommand({ QueueName: `${name}.fifo`, Attributes: { FifoQueue: "true", VisibilityTimeout: "60" } }),
  );
  for (const [index, say] of says.entries())
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: JSON.stringify({ say }),
        MessageGroupId: "line",
        MessageDeduplicationId: String(index),
      }),
    );
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All"] }),
  );
  const arn = `arn:aws:sqs:us-east-1:000000000000:${name}.fifo`;
  const records = messages.map((message) => recordOf(message, arn));
  const context = { awsRequestId: "request", getRemainingTimeInMillis: () => 5_000 } as Context;
  const { batchItemFailures } = await handler({ Records: records }, context);
  const ids = records.map(({ messageId }) => messageId);
  const failed = batchItemFailures.map(({ itemIdentifier }) => ids.indexOf(itemIdentifier)).sort((a, b) => a - b);
  const recorded = [...(await readFailures(ids)).keys()].map((id) => ids.indexOf(id));
  expect(recorded).toEqual(failed.slice(0, 1));
  return failed;
}
