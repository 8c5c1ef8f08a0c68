import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { dynamodb, sqs } from "@donut/core/aws/clients";
import { correlationId } from "@donut/core/context";
import { Failure } from "@donut/core/messaging/failure";
import { readFailures } from "@donut/core/messaging/failure-record";
import type { Context, SQSRecord } from "aws-lambda";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as z from "zod";
import { recordOf, startEngines } from "../testing.ts";
import { consume, Postponed } from "./consume.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

const message = z.object({ correlationId: z.string(), say: z.string() });
const effects: string[] = [];
const handler = consume(message, async ({ say }, { signal }) => {
  if (say === "retry") throw new Error("Not now");
  if (say === "soon") throw new Failure("Busy", "In a moment", { retryable: true, retryAfterSeconds: 0 });
  if (say === "unkeepable") await dynamodb.send(new GetCommand({ TableName: "FailureTable", Key: { messageId: "" } }));
  if (say === "final") throw new Failure("Refused", "Never", { retryable: false });
  if (say === "hang") await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  effects.push(`${say} ${correlationId()}`);
});

test("each message of a batch succeeds or fails by itself, under its own correlation id", async () => {
  const queue = await makeQueue("Mixed");
  const ids = await queue.send(["one", "retry", "two"]);
  effects.length = 0;
  const records = await queue.receive(3);
  expect(await deliver(records)).toEqual([ids[1]]);
  expect(effects.sort()).toEqual(["one id-one", "two id-two"]);
});

test("a failed try is recorded with its reason, and the message comes back after a while", async () => {
  const queue = await makeQueue("Retried");
  const [id = ""] = await queue.send(["retry"]);
  await deliver(await queue.receive(1));
  expect((await readFailures([id])).get(id)).toMatchObject({
    attempts: 1,
    queueArn: queue.arn,
    correlationId: "id-retry",
    body: expect.stringContaining("retry"),
    lastError: { name: "Error", message: "Not now", retryable: true, stack: expect.stringContaining("at ") },
  });
  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 1 });
  const again = await vi.waitUntil(async () => (await queue.receive(1))[0], { timeout: 5_000, interval: 50 });
  await deliver([again]);
  expect((await readFailures([id])).get(id)?.attempts).toBe(2);
});

test("a failure that says when to retry is retried then", async () => {
  const queue = await makeQueue("Paused");
  await queue.send(["soon"]);
  await deliver(await queue.receive(1));
  expect(await queue.counts()).toEqual({ visible: 1, inFlight: 0 });
});

test.each([
  ["that cannot ever succeed", JSON.stringify({ correlationId: "c", say: "final" }), "Refused"],
  ["that is not JSON", "{", "InvalidMessage"],
  ["of another shape", JSON.stringify({ correlationId: "c" }), "InvalidMessage"],
  ["with half of a surrogate pair", '{"correlationId": "c", "say": "Pat \\ud83c"}', "InvalidMessage"],
  ["that the database cannot take", JSON.stringify({ correlationId: "c", say: "unkeepable" }), "ValidationException"],
])("a message %s hurries to the dead-letter queue", async (_, body, name) => {
  const dead = await makeQueue(`Dead${name}${body.length}`);
  const queue = await makeQueue(`Final${name}${body.length}`, { dlq: dead.arn, tries: 3 });
  const id = await queue.sendBody(body);
  for (let tries = 1; tries <= 3; tries++) expect(await deliver(await queue.receive(1))).toEqual([id]);
  expect(await queue.receive(1)).toEqual([]);
  expect((await dead.receive(1)).map(({ messageId }) => messageId)).toEqual([id]);
  expect((await readFailures([id])).get(id)).toMatchObject({ attempts: 3, lastError: { name, retryable: false } });
});

test("a message that takes too long is a failed try, recorded before the function's time is up", async () => {
  const queue = await makeQueue("Slow");
  const [id = ""] = await queue.send(["hang"]);
  expect(await deliver(await queue.receive(1), 1_600)).toEqual([id]);
  expect((await readFailures([id])).get(id)?.lastError).toMatchObject({ name: "TimedOut", retryable: true });
});

test("after a failure in a FIFO queue nothing behind it is handled, and everything comes back in order", async () => {
  const queue = await makeQueue("Ordered.fifo");
  const ids = await queue.send(["first", "final", "third", "fourth"]);
  effects.length = 0;
  expect(await deliver(await queue.receive(10))).toEqual(ids.slice(1));
  expect(effects).toEqual(["first id-first"]);
  expect((await queue.receive(10)).map(({ messageId }) => messageId)).toEqual(ids.slice(1));
  expect([...(await readFailures(ids)).keys()]).toEqual([ids[1]]);
});

test("a postponed message is hidden for that long, holds up only its own group, and is not a failed try", async () => {
  const queue = await makeQueue("Postponed.fifo");
  const dead = await makeQueue("PostponedDead.fifo");
  const line = consume(message, async ({ say }) => (say === "wait" ? new Postponed(30) : effects.push(say)), {
    deadLetters: () => dead.url,
  });
  effects.length = 0;
  const wait = await queue.sendBody(JSON.stringify({ correlationId: "c", say: "wait" }), 1, "a");
  const behind = await queue.sendBody(JSON.stringify({ correlationId: "c", say: "behind" }), 2, "a");
  await queue.sendBody(JSON.stringify({ correlationId: "c", say: "other" }), 3, "b");
  expect((await deliver(await queue.receive(10), 10_000, line)).sort()).toEqual([wait, behind].sort());
  expect(effects).toEqual(["other"]);
  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 2 });
  expect(await readFailures([wait, behind])).toEqual(new Map());
});

test("what can never be handled goes to the dead-letter queue at once, with its reason, and holds nothing up", async () => {
  const dead = await makeQueue("LineDead.fifo");
  const queue = await makeQueue("Line.fifo", { dlq: dead.arn, tries: 1_000 });
  const line = consume(message, async ({ say }) => effects.push(say), { deadLetters: () => dead.url });
  effects.length = 0;
  await queue.sendBody("{", 1);
  await queue.sendBody(JSON.stringify({ correlationId: "c", say: "behind" }), 2);
  const records = await queue.receive(10);
  expect(await deliver(records, 10_000, line)).toEqual([]);
  expect(effects).toEqual(["behind"]);
  const [deadLetter] = await dead.receive(10);
  expect(deadLetter?.body).toBe("{");
  const id = deadLetter?.messageId ?? "";
  expect((await readFailures([id])).get(id)?.lastError).toMatchObject({ name: "InvalidMessage", retryable: false });
});

/** Gives the records to the consumer and deletes those it handled, as Lambda does. @returns the ids of the others. */
async function deliver(
  records: (SQSRecord & { url: string })[],
  remainingMs = 10_000,
  consumer: typeof handler = handler,
): Promise<string[]> {
  const until = Date.now() + remainingMs;
  const context = { awsRequestId: "request", getRemainingTimeInMillis: () => until - Date.now() } as Context;
  const { batchItemFailures } = await consumer({ Records: records }, context);
  const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  for (const { messageId, receiptHandle, url } of records)
    if (!failed.includes(messageId))
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receiptHandle }));
  return failed;
}

async function makeQueue(name: string, redrive?: { dlq: string; tries: number }) {
  const fifo = name.endsWith(".fifo");
  const policy = redrive && JSON.stringify({ deadLetterTargetArn: redrive.dlq, maxReceiveCount: redrive.tries });
  const { QueueUrl: url = "" } = await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: { ...(fifo && { FifoQueue: "true" }), ...(policy && { RedrivePolicy: policy }) },
    }),
  );
  const { Attributes: { QueueArn: arn = "" } = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn"] }),
  );
  const sendBody = async (body: string, order = 0, group = "all") => {
    const sent = await sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: body,
        ...(fifo && { MessageGroupId: group, MessageDeduplicationId: String(order) }),
      }),
    );
    return sent.MessageId ?? "";
  };
  return {
    arn,
    url,
    sendBody,
    async send(says: string[]) {
      const ids: string[] = [];
      for (const [index, say] of says.entries())
        ids.push(await sendBody(JSON.stringify({ say, correlationId: `id-${say}` }), index));
      return ids;
    },
    async receive(max: number) {
      const { Messages: messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: max,
          VisibilityTimeout: 60,
          MessageSystemAttributeNames: ["All"],
        }),
      );
      return messages.map((received) => ({ ...recordOf(received, arn), url }));
    },
    async counts() {
      const { Attributes: counts } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }),
      );
      return {
        visible: Number(counts?.ApproximateNumberOfMessages),
        inFlight: Number(counts?.ApproximateNumberOfMessagesNotVisible),
      };
    },
  };
}
