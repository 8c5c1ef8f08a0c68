import { GetQueueAttributesCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sqs } from "../aws/clients.ts";
import { drain, fill, startQueues } from "../queues/testing.ts";
import { type DeadLetter, deadLetterOf, matches } from "./dead-letter.ts";
import { addToIndex, countDeadLetters, listDeadLetters } from "./dead-letter-index.ts";
import { indexQueue } from "./index-queue.ts";
import { findDeadLetter, readDeadLetters } from "./read-dead-letters.ts";

let system: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  system = await startQueues([
    { name: "Dlq", role: "dlq" },
    { name: "Line", role: "dlq", fifo: true },
    { name: "Busy", role: "dlq" },
    { name: "Work", role: "work" },
  ]);
});
afterAll(() => system.stop());

const letterText = fc.string({ unit: fc.constantFrom("a", "B", "é", "도", "넛", '"', " ", "1"), maxLength: 6 });
const deadLetters = fc.array(
  fc.record({
    body: letterText,
    type: fc.option(fc.constantFrom("stock.depleted", "order.placed"), { nil: undefined }),
    correlationId: fc.option(fc.constantFrom("c1", "c2"), { nil: undefined }),
    sourceQueue: fc.option(fc.constantFrom("Work", "Other"), { nil: undefined }),
    error: fc.option(fc.record({ name: fc.constantFrom("A", "B"), message: letterText }), { nil: undefined }),
    sentAt: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const filters = fc.record(
  {
    q: fc.string({ unit: fc.constantFrom("a", "b", "É", "넛", "1"), minLength: 1, maxLength: 2 }),
    type: fc.constantFrom("stock.depleted", "order.placed"),
    correlationId: fc.constantFrom("c1", "c2"),
    sourceQueue: fc.constantFrom("Work", "Other"),
    error: fc.constantFrom("A", "B"),
  },
  { requiredKeys: [] },
);

test("the index finds exactly what matches, on any page, newest first", async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(deadLetters, filters, fc.integer({ min: 1, max: 5 }), async (made, filter, limit) => {
      const queue = `made-${round++}`;
      const all = made.map((one, index) => letterFrom(one, `${queue}-${index}`));
      await addToIndex(queue, all);
      const found: DeadLetter[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await listDeadLetters(queue, { limit, cursor, filter });
        if (page.status !== "page") throw new Error(page.status);
        expect(page.messages.length).toBeLessThanOrEqual(limit);
        found.push(...page.messages);
        cursor = page.next;
        if (cursor === undefined) break;
      }
      const expected = all.filter((deadLetter) => matches(deadLetter, filter));
      expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
      expect(found.map(({ sentAt }) => sentAt)).toEqual(
        found
          .map(({ sentAt }) => sentAt)
          .toSorted()
          .toReversed(),
      );
      expect(await countDeadLetters(queue, filter)).toBe(expected.length);
    }),
    { numRuns: 60 },
  );
});

test("the list follows what others do with the queue", async () => {
  const dlq = system.queue("Dlq");
  await fill(dlq, ["a", "b", "c"]);
  expect(await bodiesOf("Dlq")).toEqual(["a", "b", "c"]);
  await drain(dlq);
  expect(await bodiesOf("Dlq")).toEqual([]);
  const [id = ""] = await fill(dlq, ["d"]);
  expect(await findDeadLetter(dlq, id)).toMatchObject({ body: "d" });
  await drain(dlq);
  await fill(dlq, ["e"]);
  const fresh = await readDeadLetters(dlq, { limit: 10, refresh: true });
  expect(fresh).toMatchObject({ messages: [{ body: "e" }], index: { known: 1, present: 1, indexing: false } });
});

test("looking costs nothing: all messages are listed at once, a FIFO queue's in order", async () => {
  const line = system.queue("Line");
  const bodies = Array.from({ length: 25 }, (_, index) => `m${String(index).padStart(2, "0")}`);
  await fill(line, bodies, () => "one");
  for (let look = 0; look < 3; look++) {
    const seen = await readDeadLetters(line, { limit: 50, refresh: true });
    expect(seen).toMatchObject({ note: expect.stringContaining("first ten"), index: { known: 10, present: 25 } });
  }
  expect(await counts("Line")).toEqual(["25", "0"]);
  expect((await drain(line)).map(({ Body: body }) => body)).toEqual(bodies);
});

test("messages held by somebody else stay listed, and concurrent looks do not disturb each other", async () => {
  const busy = system.queue("Busy");
  await fill(busy, ["a", "b", "c"]);
  expect(await bodiesOf("Busy")).toEqual(["a", "b", "c"]);
  await sqs.send(new ReceiveMessageCommand({ QueueUrl: busy.url, VisibilityTimeout: 60 }));
  const looks = await Promise.all(Array.from({ length: 4 }, () => indexQueue(busy, Date.now() + 5_000)));
  expect(looks.filter(({ status }) => status === "indexed").length).toBeGreaterThanOrEqual(1);
  expect(await bodiesOf("Busy")).toEqual(["a", "b", "c"]);
  expect(await counts("Busy")).toEqual(["2", "1"]);
});

test("a work queue cannot be looked at", async () => {
  await fill(system.queue("Work"), ["a"]);
  expect(await readDeadLetters(system.queue("Work"), { limit: 10 })).toMatchObject({ messages: [] });
  const [message] = await drain(system.queue("Work"));
  expect(message?.Attributes?.ApproximateReceiveCount).toBe("1");
});

async function bodiesOf(name: string): Promise<string[]> {
  const page = await readDeadLetters(system.queue(name), { limit: 100 });
  return page.status === "page" ? page.messages.map(({ body }) => body).sort() : [];
}

async function counts(name: string) {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: system.queue(name).url, AttributeNames: ["All"] }),
  );
  return [Attributes?.ApproximateNumberOfMessages, Attributes?.ApproximateNumberOfMessagesNotVisible];
}

type Made = typeof deadLetters extends fc.Arbitrary<(infer One)[]> ? One : never;

function letterFrom({ body, sentAt, error, ...more }: Made, id: string): DeadLetter {
  const plain = deadLetterOf(
    { MessageId: id, Body: body, Attributes: { SentTimestamp: String(sentAt), ApproximateReceiveCount: "3" } },
    undefined,
  );
  const at = "2026-11-20T10:00:00.000Z";
  const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  return { ...plain, ...given, ...(error && { lastError: { ...error, at, retryable: true } }) };
}
