import { SendMessageBatchCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { countMessages, createQueue, type Engines, startEngines, startWorker } from "../../test/engines.ts";
import { eventSourceMapping } from "../../test/functions.ts";
import type { EventSourceMapping } from "../graph/types.ts";

const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:Worker";
const mappingOf = (sourceArn: string, given: Partial<EventSourceMapping> = {}) =>
  eventSourceMapping({ name: "Worker0", sourceArn, functionArn, ...given });

const bodiesOf = (batches: SQSRecord[][]) => batches.map((batch) => batch.map(({ body }) => JSON.parse(body).n));
const untilEmpty = (engines: Engines, url: string) =>
  vi.waitFor(async () => expect(await countMessages(engines, url)).toEqual([0, 0, 0]), { timeout: 20_000 });

async function send({ sqs }: Engines, url: string, bodies: object[], groups?: string[]) {
  const Entries = bodies.map((body, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify(body),
    ...(groups && { MessageGroupId: groups[index], MessageDeduplicationId: `${JSON.stringify(body)}` }),
  }));
  const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  return Successful.map(({ MessageId }) => MessageId ?? "");
}

test("the function gets Lambda's SQS event, and what it handled is deleted", async () => {
  const engines = await startEngines();
  const queue = await createQueue(engines, "Work");
  const { batches } = await startWorker(engines, [mappingOf(queue.arn)]);
  const { MessageId, MD5OfMessageBody, MD5OfMessageAttributes } = await engines.sqs.send(
    new SendMessageCommand({
      QueueUrl: queue.url,
      MessageBody: "{}",
      MessageAttributes: {
        type: { DataType: "String", StringValue: "stock.depleted" },
        raw: { DataType: "Binary", BinaryValue: Buffer.from([0, 255]) },
      },
    }),
  );
  await vi.waitUntil(() => batches().length > 0);
  expect(batches<SQSRecord>()).toEqual([
    [
      {
        messageId: MessageId,
        receiptHandle: expect.any(String),
        body: "{}",
        attributes: {
          ApproximateReceiveCount: "1",
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: expect.any(String),
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        },
        messageAttributes: {
          type: { stringValue: "stock.depleted", stringListValues: [], binaryListValues: [], dataType: "String" },
          raw: { binaryValue: "AP8=", stringListValues: [], binaryListValues: [], dataType: "Binary" },
        },
        md5OfBody: MD5OfMessageBody,
        md5OfMessageAttributes: MD5OfMessageAttributes,
        eventSource: "aws:sqs",
        eventSourceARN: queue.arn,
        awsRegion: "us-east-1",
      },
    ],
  ]);
  await untilEmpty(engines, queue.url);
});

test("only the messages that fail are retried and end up in the dead-letter queue", async () => {
  const engines = await startEngines();
  const outcome = fc.constantFrom("succeeds", "succeeds", "fails");
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(outcome, { minLength: 1, maxLength: 10 }), async (outcomes) => {
      round += 1;
      const dlq = await createQueue(engines, `Dlq${round}`);
      const queue = await createQueue(engines, `Work${round}`, {
        // Longer than a busy machine takes to start the function: whatever comes twice was reported as failed.
        VisibilityTimeout: "5",
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dlq.arn, maxReceiveCount: 2 }),
      });
      const { triggers, batches } = await startWorker(engines, [mappingOf(queue.arn, { name: `Mapping${round}` })]);
      const ids = await send(
        engines,
        queue.url,
        outcomes.map((each, n) => ({ n, fail: each === "fails" })),
      );
      const failing = ids.filter((_, index) => outcomes[index] === "fails");
      await untilEmpty(engines, queue.url);
      expect(await countMessages(engines, dlq.url)).toEqual([failing.length, 0, 0]);
      const tries = Map.groupBy(batches<SQSRecord>().flat(), ({ messageId }) => messageId);
      expect(new Set(tries.keys())).toEqual(new Set(ids));
      for (const [id, seen] of tries) expect(seen).toHaveLength(failing.includes(id) ? 2 : 1);
      await triggers.stop();
    }),
    { numRuns: 3 },
  );
});

test("a batch whose function throws stays in the queue as a whole", async () => {
  const engines = await startEngines();
  const queue = await createQueue(engines, "Work", { VisibilityTimeout: "60" });
  const { triggers, batches } = await startWorker(engines, [mappingOf(queue.arn)]);
  await send(engines, queue.url, [{ n: 1 }, { n: 2, throw: true }]);
  await vi.waitUntil(() => batches().flat().length === 2);
  await triggers.stop();
  const [visible, inFlight] = await countMessages(engines, queue.url);
  const together = batches().length === 1;
  expect([visible, inFlight]).toEqual([0, together ? 2 : 1]);
});

test("messages that no filter wants are deleted without the function", async () => {
  const engines = await startEngines();
  const queue = await createQueue(engines, "Work");
  const filters = [{ body: { n: [{ numeric: [">", 1] }] } }];
  const { batches } = await startWorker(engines, [mappingOf(queue.arn, { filters })]);
  await send(engines, queue.url, [{ n: 1 }, { n: 2 }, { n: 3 }]);
  await untilEmpty(engines, queue.url);
  expect(bodiesOf(batches()).flat().sort()).toEqual([2, 3]);
});

test("a batch window gathers messages up to the batch size", async () => {
  const engines = await startEngines();
  const queue = await createQueue(engines, "Work");
  const mapping = mappingOf(queue.arn, { batchSize: 15, batchWindowSeconds: 5, maximumConcurrency: 2 });
  const { batches } = await startWorker(engines, [mapping]);
  const numbers = Array.from({ length: 15 }, (_, n) => ({ n }));
  await send(engines, queue.url, numbers.slice(0, 7));
  await send(engines, queue.url, numbers.slice(7));
  await untilEmpty(engines, queue.url);
  expect(batches().map((batch) => batch.length)).toEqual([15]);
});

test("a batch window of one second is one second, not less", async () => {
  const engines = await startEngines();
  const queue = await createQueue(engines, "Work");
  const { batches } = await startWorker(engines, [
    mappingOf(queue.arn, { batchSize: 2, batchWindowSeconds: 1, maximumConcurrency: 2 }),
  ]);
  const inFlight = async () => (await countMessages(engines, queue.url))[1];
  // A busy machine may send the second message after the window: then the next round counts.
  await vi.waitFor(
    async () => {
      await send(engines, queue.url, [{ n: 1 }]);
      await vi.waitUntil(async () => (await inFlight()) === 1);
      await send(engines, queue.url, [{ n: 2 }]);
      await untilEmpty(engines, queue.url);
      expect(bodiesOf(batches()).at(-1)).toEqual([1, 2]);
    },
    { timeout: 40_000 },
  );
});

test("a batch holds no more than 6 MB", async () => {
  const engines = await startEngines();
  const queue = await createQueue(engines, "Large");
  const messages = Array.from({ length: 8 }, (_, n) => JSON.stringify({ n, text: "x".repeat(1_000_000) }));
  for (const MessageBody of messages) {
    await engines.sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
  }
  const { batches } = await startWorker(engines, [mappingOf(queue.arn, { batchWindowSeconds: 1 })]);
  await untilEmpty(engines, queue.url);
  const sizes = batches().map((batch) => JSON.stringify({ Records: batch }).length);
  expect(bodiesOf(batches()).flat().sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(Math.max(...sizes)).toBeGreaterThan(5_000_000);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(6 * 1024 * 1024);
});

test("at most maximumConcurrency batches are handled at a time", async () => {
  const engines = await startEngines();
  const queue = await createQueue(engines, "Work");
  const mapping = mappingOf(queue.arn, { batchSize: 1, maximumConcurrency: 2 });
  const { batches } = await startWorker(engines, [mapping]);
  const startedAt = performance.now();
  await send(
    engines,
    queue.url,
    Array.from({ length: 6 }, (_, n) => ({ n, milliseconds: 100 })),
  );
  await untilEmpty(engines, queue.url);
  expect(batches()).toHaveLength(6);
  expect(performance.now() - startedAt).toBeGreaterThan(300);
});

test("FIFO: each group is handled in order, one batch at a time", async () => {
  const engines = await startEngines();
  const queue = await createQueue(engines, "Work.fifo", { FifoQueue: "true" });
  const { batches } = await startWorker(engines, [mappingOf(queue.arn, { batchSize: 3 })]);
  const bodies = Array.from({ length: 10 }, (_, n) => ({ n, milliseconds: 5 }));
  const groups = bodies.map(({ n }) => (n % 2 ? "odd" : "even"));
  await send(engines, queue.url, bodies, groups);
  await untilEmpty(engines, queue.url);
  const seen = batches<SQSRecord>().flat();
  expect(seen.map(({ attributes }) => attributes.SequenceNumber)).not.toContain(undefined);
  for (const group of ["odd", "even"]) {
    const own = seen.filter(({ attributes }) => attributes.MessageGroupId === group);
    expect(own.map(({ body }) => JSON.parse(body).n)).toEqual(
      bodies.filter((_, n) => groups[n] === group).map(({ n }) => n),
    );
  }
});

test("a paused mapping leaves messages alone until it is resumed", async () => {
  const engines = await startEngines();
  const queue = await createQueue(engines, "Work", { VisibilityTimeout: "60" });
  const { mappings, batches } = await startWorker(engines, [mappingOf(queue.arn)]);
  await send(engines, queue.url, [{ n: 1 }]);
  await untilEmpty(engines, queue.url);
  await mappings.update("Worker0", { enabled: false });
  await send(engines, queue.url, [{ n: 2 }]);
  expect(await countMessages(engines, queue.url)).toEqual([1, 0, 0]);
  await mappings.update("Worker0", { enabled: true });
  await untilEmpty(engines, queue.url);
  expect(bodiesOf(batches())).toEqual([[1], [2]]);
});

test("stop waits for the current batch", async () => {
  const engines = await startEngines();
  const queue = await createQueue(engines, "Work", { VisibilityTimeout: "60" });
  const { triggers, batches } = await startWorker(engines, [mappingOf(queue.arn)]);
  await send(engines, queue.url, [{ n: 1, milliseconds: 300 }]);
  await vi.waitUntil(() => batches().length === 1);
  await triggers.stop();
  expect(await countMessages(engines, queue.url)).toEqual([0, 0, 0]);
});

test("a queue that does not exist yet is reported once and polled once it exists", async () => {
  const engines = await startEngines();
  const { lines, batches } = await startWorker(engines, [mappingOf("arn:aws:sqs:us-east-1:000000000000:Later")]);
  await vi.waitUntil(() => lines.length > 0);
  const queue = await createQueue(engines, "Later");
  await send(engines, queue.url, [{ n: 1 }]);
  await vi.waitUntil(() => batches().length > 0, { timeout: 10_000 });
  expect(lines).toEqual([expect.stringContaining("cannot receive from"), expect.stringContaining("answers again")]);
});
