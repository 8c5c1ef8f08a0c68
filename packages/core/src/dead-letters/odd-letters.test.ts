import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dynamodb, sqs } from "../aws/clients.ts";
import { failuresOf, recordFailedTry } from "../messaging/failure-record.ts";
import { drain, startQueues } from "../queues/testing.ts";
import { deleteDeadLetters } from "../repair/repair.ts";
import { runRepair } from "../repair/run-task.ts";
import { listTasks } from "../repair/tasks.ts";
import type { DeadLetter } from "./dead-letter.ts";
import { addToIndex, listDeadLetters } from "./dead-letter-index.ts";
import { readDeadLetters } from "./read-dead-letters.ts";

let system: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  system = await startQueues([
    { name: "OddDlq", role: "dlq", awaited: "order" },
    { name: "LargeDlq", role: "dlq" },
  ]);
});
afterAll(() => system.stop());

const actor = { id: "1", name: "Mina", email: "mina@example.com" };
const large = "x".repeat(30_000);
const odd: Record<string, { body: string; attributes?: Record<string, string> }> = {
  plain: { body: "plain" },
  "ill-formed type": { body: '{"type": "odd \\ud83c"}' },
  "ill-formed correlation id": { body: '{"type": "odd", "correlationId": "c \\udf69"}' },
  "endless type": { body: JSON.stringify({ type: large, correlationId: "d" }) },
  "emoji across the cut": { body: `${"x".repeat(49_999)}🍩 and more` },
  "of three bytes each": { body: "넛".repeat(60_000) },
  "large attributes": {
    body: "넛".repeat(10_000),
    attributes: Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`a${index}`, large])),
  },
  "deep body": { body: `${"[".repeat(50_000)}${"]".repeat(50_000)}` },
};

test("no dead letter hides others, whatever its content; all can be found and deleted", async () => {
  const dlq = system.queue("OddDlq");
  const ids: string[] = [];
  for (const [name, { body, attributes = {} }] of Object.entries(odd)) {
    const values = Object.entries(attributes).map(([key, StringValue]) => [key, { DataType: "String", StringValue }]);
    const { MessageId: messageId = "" } = await sqs.send(
      new SendMessageCommand({
        QueueUrl: dlq.url,
        MessageBody: body,
        MessageAttributes: Object.fromEntries(values),
      }),
    );
    ids.push(messageId);
    const error = Object.assign(new Error(`${name} ${"넛".repeat(20_000)} \ud83c`), { name: `\ud83c${large}` });
    await recordFailedTry({ messageId, queueArn: dlq.arn, body, correlationId: `odd ${name}`, retryable: true, error });
  }
  const page = await readDeadLetters(dlq, { limit: 500, count: true });
  if (page.status !== "page") throw new Error(page.status);
  expect(page.messages.map(({ id }) => id).sort()).toEqual(ids.toSorted());
  expect(page.messages.every((letter) => JSON.stringify(letter).isWellFormed())).toBe(true);
  expect(page.messages.map(({ type }) => type)).toContain("odd \ufffd");
  const found = await readDeadLetters(dlq, { limit: 500, filter: { q: "emoji across" } });
  expect(found).toMatchObject({ messages: [{ bodyLength: 50_010, body: "x".repeat(49_999) }] });

  await deleteDeadLetters(dlq, { which: "all" }, actor);
  const [task] = await listTasks("OddDlq", 1);
  await runRepair({ queue: "OddDlq", taskId: task?.id ?? "", holder: "test", until: Date.now() + 20_000 });
  expect((await listTasks("OddDlq", 1))[0]).toMatchObject({ status: "completed", done: ids.length });
  expect(await drain(dlq)).toEqual([]);
});

test("a message that keeps failing has all its tries on record, with long errors", async () => {
  const error = new Error("넛".repeat(20_000));
  const failed = { messageId: "long", queueArn: "arn:q", body: "넛".repeat(70_000), correlationId: "long" };
  await recordFailedTry({ ...failed, retryable: true, error });
  const [first] = await failuresOf("long");
  await dynamodb.send(
    new UpdateCommand({
      TableName: "FailureTable",
      Key: { messageId: "long" },
      UpdateExpression: "SET tries = :tries, attempts = :attempts",
      ExpressionAttributeValues: { ":tries": Array(98).fill(first?.tries[0]), ":attempts": 98 },
    }),
  );
  for (const tries of [99, 100]) expect(await recordFailedTry({ ...failed, retryable: true, error })).toBe(tries);
  expect((await failuresOf("long"))[0]?.tries).toHaveLength(100);
});

test("one that cannot be stored in full is listed with what is known of every message", async () => {
  const sentAt = new Date().toISOString();
  const letters = ["a", "b", "c"].map((id): DeadLetter => {
    const body = id === "b" ? "x".repeat(450_000) : id;
    return { id, body, bodyLength: body.length, attributes: {}, sentAt, receiveCount: 1 };
  });
  await addToIndex("Isolated", letters);
  const page = await listDeadLetters("Isolated", { limit: 10 });
  const known = page.status === "page" ? page.messages.map(({ id, body, bodyLength }) => [id, body, bodyLength]) : [];
  expect(known.sort()).toEqual([
    ["a", "a", 1],
    ["b", "", 450_000],
    ["c", "c", 1],
  ]);
});

test("a page fits into a function's response, and the next one continues after it", async () => {
  const sentAt = new Date().toISOString();
  const body = '{"a": "b"}'.repeat(5_000);
  const letters = Array.from({ length: 60 }, (_, index): DeadLetter => {
    const id = String(index).padStart(3, "0");
    return { id, body, bodyLength: body.length, attributes: {}, sentAt, receiveCount: 1 };
  });
  await addToIndex("Large", letters);
  const seen: string[] = [];
  for (let cursor: string | undefined, pages = 1; ; pages++) {
    const page = await listDeadLetters("Large", { limit: 500, cursor });
    if (page.status !== "page") throw new Error(page.status);
    expect(Buffer.byteLength(JSON.stringify(JSON.stringify(page)))).toBeLessThan(6_000_000);
    seen.push(...page.messages.map(({ id }) => id));
    cursor = page.next;
    if (cursor === undefined) break;
    expect(pages).toBeLessThan(10);
  }
  expect(seen.sort()).toEqual(letters.map(({ id }) => id));
});
