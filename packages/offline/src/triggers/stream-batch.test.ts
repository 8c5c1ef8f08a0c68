import type { DynamoDBRecord } from "aws-lambda";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { InvocationResult } from "../lambda/functions.ts";
import { handleBatch, type StreamBatchOptions } from "./stream-batch.ts";

const records = (count: number): DynamoDBRecord[] =>
  Array.from({ length: count }, (_, index) => ({ dynamodb: { SequenceNumber: String(index + 1) } }));
const numbers = (of: DynamoDBRecord[]) => of.map(({ dynamodb }) => Number(dynamodb?.SequenceNumber));
const succeeded = (payload = "null"): InvocationResult => ({
  status: "succeeded",
  requestId: "r",
  payload,
  logTail: "",
});
const failed: InvocationResult = {
  status: "failed",
  requestId: "r",
  payload: "",
  logTail: "",
  error: { errorType: "Error", errorMessage: "no" },
};

async function run(
  given: number | DynamoDBRecord[],
  mapping: StreamBatchOptions["mapping"],
  react: (batch: number[], call: number) => InvocationResult,
) {
  const calls: number[][] = [];
  const done: number[] = [];
  const givenUp: number[][] = [];
  await handleBatch(typeof given === "number" ? records(given) : given, {
    mapping,
    invoke: async (batch) => react(numbers(batch), calls.push(numbers(batch))),
    done: (last) => void done.push(...numbers([last])),
    giveUp: async (given) => void givenUp.push([...numbers(given.records), 0 - given.invocations]),
    pause: async () => {},
  });
  return { calls, done, givenUp };
}

const whole = { reportBatchItemFailures: false };

test("a batch that succeeds is done", async () => {
  expect(await run(3, whole, () => succeeded())).toEqual({ calls: [[1, 2, 3]], done: [3], givenUp: [] });
});

test("a failed batch is tried again as a whole, then given up with its number of tries", async () => {
  const { calls, done, givenUp } = await run(2, { ...whole, maximumRetryAttempts: 2 }, () => failed);
  expect(calls).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
  expect({ done, givenUp }).toEqual({ done: [2], givenUp: [[1, 2, -3]] });
});

test("records that have become too old are given up without the function, the others are handled", async () => {
  const ages = [200, 120, 30, 90];
  const aged = records(4).map(({ dynamodb }, index) => ({
    dynamodb: { ...dynamodb, ApproximateCreationDateTime: Math.floor(Date.now() / 1000) - (ages[index] ?? 0) },
  }));
  const { calls, done, givenUp } = await run(aged, { ...whole, maximumRecordAgeSeconds: 60 }, () => succeeded());
  expect({ calls, done, givenUp }).toEqual({ calls: [[3, 4]], done: [2, 4], givenUp: [[1, 2, 0]] });
});

test("a throttled batch does not count as a try", async () => {
  const throttled: InvocationResult = { status: "throttled", requestId: "r", payload: "", logTail: "" };
  const { calls, givenUp } = await run(2, { ...whole, maximumRetryAttempts: 0 }, (_, call) =>
    call < 5 ? throttled : succeeded(),
  );
  expect({ tries: calls.length, givenUp }).toEqual({ tries: 5, givenUp: [] });
});

test("without a limit a batch is tried until it succeeds", async () => {
  const { calls, givenUp } = await run(1, { ...whole, maximumRetryAttempts: -1 }, (_, call) =>
    call < 50 ? failed : succeeded(),
  );
  expect({ tries: calls.length, givenUp }).toEqual({ tries: 50, givenUp: [] });
});

test("bisecting isolates the poison record and keeps the order", async () => {
  const mapping = { ...whole, bisectBatchOnError: true, maximumRetryAttempts: 1 };
  const { calls, done, givenUp } = await run(5, mapping, (batch) => (batch.includes(3) ? failed : succeeded()));
  expect(givenUp).toEqual([[3, -2]]);
  expect(done).toEqual([2, 3, 5]);
  expect(calls).toEqual([[1, 2, 3, 4, 5], [1, 2, 3], [1, 2], [3], [3], [4, 5]]);
});

test("reported failures: the batch continues from the first one", async () => {
  const report = (...failing: number[]) =>
    succeeded(JSON.stringify({ batchItemFailures: failing.map((number) => ({ itemIdentifier: String(number) })) }));
  const mapping = { reportBatchItemFailures: true, bisectBatchOnError: true };
  const { calls, done } = await run(5, mapping, (_, call) => (call === 1 ? report(4, 2) : succeeded()));
  expect({ calls, done }).toEqual({
    calls: [
      [1, 2, 3, 4, 5],
      [2, 3, 4, 5],
    ],
    done: [1, 5],
  });
});

test("whatever fails, every record is handled or given up exactly once, in order", async () => {
  const poison = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 6 });
  const settings = fc.record({
    count: fc.integer({ min: 1, max: 30 }),
    poison,
    reports: fc.boolean(),
    retries: fc.nat(3),
  });
  await fc.assert(
    fc.asyncProperty(settings, async ({ count, poison, reports, retries }) => {
      const handled: number[] = [];
      const mapping = { reportBatchItemFailures: reports, bisectBatchOnError: true, maximumRetryAttempts: retries };
      const { done, givenUp } = await run(count, mapping, (batch) => {
        const first = batch.findIndex((number) => poison.includes(number));
        if (first === -1) handled.push(...batch);
        if (first === -1) return succeeded();
        if (!reports) return failed;
        handled.push(...batch.slice(0, first));
        return succeeded(JSON.stringify({ batchItemFailures: [{ itemIdentifier: String(batch[first]) }] }));
      });
      const lost = givenUp.flatMap((given) => given.filter((number) => number > 0));
      expect([...handled, ...lost].sort((a, b) => a - b)).toEqual(
        Array.from({ length: count }, (_, index) => index + 1),
      );
      expect(handled).toEqual(handled.toSorted((a, b) => a - b));
      expect(done).toEqual(done.toSorted((a, b) => a - b));
      expect(done.at(-1)).toBe(count);
    }),
  );
});
