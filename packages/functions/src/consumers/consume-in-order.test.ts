import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { dynamodb, sqs } from "@donut/core/aws/clients";
import { transact } from "@donut/core/aws/transact";
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
let death = Promise.withResolvers<void>();
let stopAfter = Number.POSITIVE_INFINITY;
let deadLetters = "";
const handler = consumeInOrder(
  z.object({ say: z.string() }),
  async (messages) => {
    const says = messages.map(({ message }) => message.say);
    if (says.includes("poison")) throw new TypeError("Cannot be handled");
    if (says.includes("unkeepable")) await put({ messageId: "" });
    if (says.includes("unkeepable among others"))
      await transact([
        { Put: { TableName: "FailureTable", Item: { messageId: "one" } } },
        { Put: { TableName: "FailureTable", Item: { messageId: "two", body: "x".repeat(500_000) } } },
      ]);
    if (says.includes("deadly")) {
      death.resolve();
      await new Promise(() => {});
    }
    if (says.includes("away")) await put({ messageId: "one" }, "NoSuchTable");
    batches.push(says.slice(0, stopAfter));
    return Math.min(messages.length, stopAfter);
  },
  { deadLetters: () => deadLetters },
);

test("a batch is handled as a whole, in order", async () => {
  const queue = await makeQueue("Whole", ["a", "b", "c"]);
  expect(await queue.deliver()).toEqual([]);
  expect(batches).toEqual([["a", "b", "c"]]);
});

test.each([
  ["is no message", undefined, "InvalidMessage"],
  ["no code of ours can handle", "poison", "TypeError"],
  ["the database does not take", "unkeepable", "ValidationException"],
  ["the database does not take in a transaction", "unkeepable among others", "ValidationE"],
])("what %s is a dead letter at once, with its reason, and holds up nobody", async (_, say, name) => {
  const queue = await makeQueue(name, ["a", say, "b", say, "c"]);
  expect(await queue.deliver()).toEqual([]);
  expect(batches.flat()).toEqual(["a", "b", "c"]);
  const dead = await queue.deadLetters();
  expect(dead.map(({ Body: body }) => body)).toEqual([say, say].map((it) => JSON.stringify({ say: it })));
  const failures = await readFailures(dead.map(({ MessageId: id = "" }) => id));
  expect([...failures.values()].map(({ lastError }) => [lastError.name.startsWith(name), lastError.retryable])).toEqual(
    [
      [true, name === "TypeError"],
      [true, name === "TypeError"],
    ],
  );
});

test("on a transient error, its message and those behind it wait briefly; only it has a failed try on record", async () => {
  const queue = await makeQueue("Away", ["a", "b", "away", "d"]);
  expect(await queue.deliver()).toEqual([2, 3]);
  expect(batches).toEqual([["a"], ["b"]]);
  expect(await queue.recorded()).toEqual([2]);
  expect(await queue.deadLetters()).toEqual([]);
});

test("a message that has itself failed a hundred times becomes a dead letter; one behind it has not failed at all", async () => {
  const queue = await makeQueue("Patient", ["away", "innocent"]);
  expect(await queue.deliver()).toEqual([0, 1]);
  await queue.setFailedTries(0, 98);
  await queue.show();
  expect(await queue.deliver()).toEqual([0, 1]);
  expect(await queue.recorded()).toEqual([0]);
  await queue.show();
  expect(await queue.deliver()).toEqual([]);
  expect(batches).toEqual([["innocent"]]);
  expect(await queue.deadLetters()).toMatchObject([{ Body: JSON.stringify({ say: "away" }) }]);
});

test("a message that keeps crashing its worker becomes a dead letter, and no other does", async () => {
  const queue = await makeQueue("Deadly", ["a", "deadly", "b"]);
  for (let deaths = 1; deaths <= 2 + 5; deaths++) await queue.dieWith();
  expect(await queue.deadLetters()).toEqual([]);
  expect(await queue.deliver()).toEqual([]);
  expect(batches.at(-1)).toEqual(["b"]);
  const dead = await queue.deadLetters();
  expect(dead).toMatchObject([{ Body: JSON.stringify({ say: "deadly" }) }]);
  const failures = await readFailures(dead.map(({ MessageId: id = "" }) => id));
  expect([...failures.values()]).toMatchObject([{ lastError: { name: "WorkerDied", retryable: false } }]);
});

test("messages that there was no time for go back, and only the first has a failed try on record", async () => {
  stopAfter = 2;
  const queue = await makeQueue("Late", ["a", "b", "c", "d"]);
  expect(await queue.deliver()).toEqual([2, 3]);
  expect(await queue.recorded()).toEqual([2]);
  stopAfter = Number.POSITIVE_INFINITY;
});

async function put(Item: Record<string, unknown>, TableName = "FailureTable"): Promise<void> {
  await dynamodb.send(new PutCommand({ TableName, Item }));
}

async function makeQueue(name: string, says: (string | undefined)[]) {
  const create = async (it: string) => {
    const { QueueUrl: url = "" } = await sqs.send(
      new CreateQueueCommand({ QueueName: `${it}.fifo`, Attributes: { FifoQueue: "true", VisibilityTimeout: "60" } }),
    );
    return url;
  };
  const url = await create(name);
  const dead = await create(`${name}Dead`);
  deadLetters = dead;
  for (const [index, say] of says.entries())
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: JSON.stringify({ say }),
        MessageGroupId: "line",
        MessageDeduplicationId: String(index),
      }),
    );
  const receive = async (from = url) => {
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: from, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All"] }),
    );
    return messages;
  };
  let ids: string[] = [];
  let left: Message[] = [];
  const handle = (messages: Message[]) => {
    const arn = `arn:aws:sqs:us-east-1:000000000000:${name}.fifo`;
    const records = messages.map((message) => recordOf(message, arn));
    const context = { awsRequestId: "request", getRemainingTimeInMillis: () => 5_000 } as Context;
    return handler({ Records: records }, context);
  };
  return {
    /** The worker hangs and dies; its batch is visible again. */
    async dieWith(): Promise<void> {
      left = await receive();
      death = Promise.withResolvers();
      void handle(left);
      await death.promise;
      await this.show();
    },
    /** Delivers the way Lambda does. @returns the positions of the messages that stay in the queue */
    async deliver(): Promise<number[]> {
      const messages = await receive();
      if (ids.length === 0) ids = messages.map(({ MessageId: id = "" }) => id);
      const { batchItemFailures } = await handle(messages);
      const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
      left = messages.filter(({ MessageId: id = "" }) => failed.includes(id));
      for (const { MessageId: id = "", ReceiptHandle } of messages)
        if (!failed.includes(id)) await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
      return failed.map((id) => ids.indexOf(id)).sort((a, b) => a - b);
    },
    /** Makes failed messages visible without waiting for their delay. */
    async show(): Promise<void> {
      for (const { ReceiptHandle } of left)
        await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }));
    },
    async setFailedTries(place: number, attempts: number): Promise<void> {
      await dynamodb.send(
        new UpdateCommand({
          TableName: "FailureTable",
          Key: { messageId: ids[place] },
          UpdateExpression: "SET attempts = :attempts",
          ExpressionAttributeValues: { ":attempts": attempts },
        }),
      );
    },
    /** @returns the positions of the messages with recorded failed tries */
    async recorded(): Promise<number[]> {
      return [...(await readFailures(ids)).keys()].map((id) => ids.indexOf(id));
    },
    deadLetters: () => receive(dead),
  };
}
