import type { DynamoDBRecord } from "aws-lambda";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { StreamLanes } from "./stream-lanes.ts";

const record = (number: number, item: string): DynamoDBRecord => ({
  dynamodb: { SequenceNumber: String(number), Keys: { id: { S: item } } },
});
const numberOf = ({ dynamodb }: DynamoDBRecord) => Number(dynamodb?.SequenceNumber);
const itemOf = ({ dynamodb }: DynamoDBRecord) => dynamodb?.Keys?.id?.S ?? "";
const never = new AbortController().signal;

test("every record is handled once, each item's in order, and the position never runs ahead", async () => {
  const items = fc.array(fc.constantFrom(..."abcdefgh"), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      items,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 5 }),
      async (items, count, size) => {
        const handled: DynamoDBRecord[] = [];
        const saved: number[] = [];
        let atOnce = 0;
        const lanes = new StreamLanes({
          count,
          batchSize: size,
          signal: never,
          async handle(batch, done) {
            atOnce += 1;
            expect(atOnce).toBeLessThanOrEqual(count);
            expect(batch.length).toBeLessThanOrEqual(size);
            await Promise.resolve();
            handled.push(...batch);
            atOnce -= 1;
            const last = batch.at(-1);
            if (last) done(last);
          },
          save(last) {
            saved.push(numberOf(last));
            const open = records.slice(0, numberOf(last)).filter((each) => !handled.includes(each));
            expect(open).toEqual([]);
          },
        });
        const records = items.map((item, index) => record(index + 1, item));
        for (let from = 0; from < records.length; from += 7)
          await lanes.push(records.slice(from, from + 7), () => true);
        await lanes.settled();

        expect(handled.map(numberOf).sort((a, b) => a - b)).toEqual(records.map(numberOf));
        expect(saved).toEqual(saved.toSorted((a, b) => a - b));
        expect(saved.at(-1)).toBe(records.length);
        for (const own of Map.groupBy(handled, itemOf).values()) {
          expect(own.map(numberOf)).toEqual(own.map(numberOf).toSorted((a, b) => a - b));
        }
      },
    ),
  );
});

test("a lane that is held up holds up neither the others nor, for a while, the reader", async () => {
  const held = Promise.withResolvers<void>();
  const handled: string[] = [];
  const saved: number[] = [];
  const lanes = new StreamLanes({
    count: 2,
    batchSize: 2,
    signal: never,
    async handle(batch, done) {
      if (batch.some((each) => itemOf(each) === "held")) await held.promise;
      handled.push(...batch.map(itemOf));
      done(batch.at(-1) as DynamoDBRecord);
    },
    save: (last) => saved.push(numberOf(last)),
  });
  const others = [..."abcdefghijkl"].map((item, index) => record(index + 2, item));
  void lanes.push([record(1, "held"), ...others], () => true);
  await vi.waitUntil(() => handled.length > 3);

  expect(saved).toEqual([]);
  held.resolve();
  await lanes.settled();
  expect(handled).toHaveLength(13);
  expect(saved.at(-1)).toBe(13);
});

test("a lane's failure reaches the reader, and unwanted records are done at once", async () => {
  const saved: number[] = [];
  const lanes = new StreamLanes({
    count: 2,
    batchSize: 1,
    signal: never,
    handle: () => Promise.reject(new Error("no destination")),
    save: (last) => saved.push(numberOf(last)),
  });
  await lanes.push([record(1, "a"), record(2, "b")], () => false);
  await lanes.push([record(3, "a")], () => true);
  await lanes.settled();

  await expect(lanes.push([], () => true)).rejects.toThrow("no destination");
  expect(saved).toEqual([2]);
});
