import { DeleteItemCommand, PutItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import type { DynamoDBRecord } from "aws-lambda";
import { expect, test, vi } from "vitest";
import { createQueue, createTable, type Engines, startEngines, startWorker } from "../../test/engines.ts";
import { eventSourceMapping } from "../../test/functions.ts";
import { openCheckpoint, positionsReached } from "../engines/dynamodb/checkpoint.ts";
import { StreamRecords } from "../engines/dynamodb/stream-records.ts";
import type { EventSourceMapping } from "../graph/types.ts";

const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:Worker";
const mappingOf = (sourceArn: string, given: Partial<EventSourceMapping> = {}) =>
  eventSourceMapping({ name: "Stream0", sourceArn, functionArn, batchSize: 100, startingPosition: "LATEST", ...given });

const put = ({ dynamodb }: Engines, id: string, flags: Record<string, boolean> = {}) => {
  const values = Object.entries(flags).map(([name, value]) => [name, { BOOL: value }]);
  return dynamodb.send(
    new PutItemCommand({ TableName: "Things", Item: { id: { S: id }, ...Object.fromEntries(values) } }),
  );
};
const idsOf = (batches: DynamoDBRecord[][]) =>
  batches.map((batch) => batch.map(({ dynamodb }) => dynamodb?.Keys?.id?.S));

async function start(given: Partial<EventSourceMapping> = {}) {
  const engines = await startEngines();
  const mapping = mappingOf(await createTable(engines, "Things"), given);
  const worker = await startWorker(engines, [mapping]);
  return { engines, mapping, ...worker, ids: () => idsOf(worker.batches<DynamoDBRecord>()) };
}

test("the function gets Lambda's DynamoDB event", async () => {
  const { engines, mapping, batches } = await start();
  const Item = { id: { S: "a" }, raw: { B: new Uint8Array([0, 255]) }, list: { L: [{ N: "1" }] } };
  await engines.dynamodb.send(new PutItemCommand({ TableName: "Things", Item }));
  await engines.dynamodb.send(new DeleteItemCommand({ TableName: "Things", Key: { id: { S: "a" } } }));
  await vi.waitUntil(() => batches().flat().length === 2);
  const image = { id: { S: "a" }, raw: { B: "AP8=" }, list: { L: [{ N: "1" }] } };
  const common = {
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: "us-east-1",
    eventSourceARN: mapping.sourceArn,
  };
  const change = {
    ApproximateCreationDateTime: expect.any(Number),
    Keys: { id: { S: "a" } },
    SequenceNumber: expect.any(String),
    SizeBytes: expect.any(Number),
    StreamViewType: "NEW_AND_OLD_IMAGES",
  };
  expect(batches().flat()).toEqual([
    { ...common, eventID: expect.any(String), eventName: "INSERT", dynamodb: { ...change, NewImage: image } },
    { ...common, eventID: expect.any(String), eventName: "REMOVE", dynamodb: { ...change, OldImage: image } },
  ]);
});

test("single changes are passed on one by one", async () => {
  const { engines, batches } = await start();
  for (let count = 1; count <= 20; count++) {
    await put(engines, `item-${count}`);
    await vi.waitUntil(() => batches().length === count);
  }
});

test("changes come in order and in batches, each once", async () => {
  const { engines, ids } = await start({ batchSize: 7 });
  for (let page = 0; page < 5; page++) {
    const TransactItems = Array.from({ length: 10 }, (_, index) => ({
      Put: { TableName: "Things", Item: { id: { S: String(page * 10 + index) } } },
    }));
    await engines.dynamodb.send(new TransactWriteItemsCommand({ TransactItems }));
  }
  await vi.waitUntil(() => ids().flat().length === 50);
  expect(ids().flat().map(Number)).toEqual(Array.from({ length: 50 }, (_, index) => index));
  expect(Math.max(...ids().map((batch) => batch.length))).toBe(7);
});

test("a filter skips what it does not match, and the position advances", async () => {
  const filters = [{ eventName: ["INSERT"], dynamodb: { NewImage: { id: { S: [{ prefix: "wanted" }] } } } }];
  const { engines, ids, triggers, mapping } = await start({ filters });
  for (const id of ["other-1", "wanted-1", "other-2"]) await put(engines, id);
  await vi.waitUntil(() => ids().length === 1);
  await triggers.stop();
  await put(engines, "wanted-2");
  const again = await startWorker(engines, [mapping]);
  await vi.waitUntil(() => again.batches().length === 1);
  expect(ids()).toEqual([["wanted-1"]]);
  expect(idsOf(again.batches())).toEqual([["wanted-2"]]);
});

test("a restart continues where it was; what was written meanwhile is not lost", async () => {
  const { engines, triggers, mapping, ids } = await start();
  await put(engines, "before");
  await vi.waitUntil(() => ids().length === 1);
  await triggers.stop();
  for (const id of ["while-1", "while-2"]) await put(engines, id);
  const again = await startWorker(engines, [mapping]);
  await put(engines, "after");
  await vi.waitUntil(() => again.batches().flat().length === 3);
  expect(idsOf(again.batches()).flat()).toEqual(["while-1", "while-2", "after"]);
});

test("what was written before a long weekend is handled after it, and only what was read is trimmed", async () => {
  const { engines, mapping, triggers, ids } = await start();
  await put(engines, "read");
  await vi.waitUntil(() => ids().flat().length === 1);
  await triggers.stop();
  for (const id of ["friday-1", "friday-2"]) await put(engines, id);

  const inAWeek = Math.floor(Date.now() / 1000) + 7 * 24 * 3600;
  const records = new StreamRecords(engines.dynamoFile);
  expect(await records.trim(inAWeek, positionsReached(engines.dataDir))).toBe(1);
  records.close();

  const again = await startWorker(engines, [mapping]);
  await vi.waitUntil(() => again.batches().flat().length === 2);
  expect(idsOf(again.batches()).flat()).toEqual(["friday-1", "friday-2"]);
});

test("nothing is trimmed while a mapping has not found its stream", async () => {
  const { engines, triggers } = await start();
  await put(engines, "read");
  await triggers.stop();
  openCheckpoint(engines.dataDir, "Another").close();
  expect(positionsReached(engines.dataDir)).toBeUndefined();
});

test("a removed mapping holds nothing back", async () => {
  const { engines, triggers } = await start();
  await triggers.stop();
  await put(engines, "unread");
  expect(positionsReached(engines.dataDir)).toEqual(new Map([["Things", 0]]));
  await startWorker(engines, []);
  expect(positionsReached(engines.dataDir)).toEqual(new Map());
});

test.each([
  ["LATEST", ["new"]],
  ["TRIM_HORIZON", ["old", "new"]],
] as const)("a new mapping begins at %s", async (startingPosition, expected) => {
  const engines = await startEngines();
  const arn = await createTable(engines, "Things");
  await put(engines, "old");
  const { batches } = await startWorker(engines, [mappingOf(arn, { startingPosition })]);
  await put(engines, "new");
  await vi.waitUntil(() => batches().flat().length === expected.length);
  expect(idsOf(batches()).flat()).toEqual(expected);
});

test("a failing record is retried, isolated, and sent to the destination; the rest is handled", async () => {
  const engines = await startEngines();
  const arn = await createTable(engines, "Things");
  const destination = await createQueue(engines, "Lost");
  const settings = { maximumRetryAttempts: 2, bisectBatchOnError: true, failureDestinationArn: destination.arn };
  const mapping = mappingOf(arn, { ...settings, startingPosition: "TRIM_HORIZON", reportBatchItemFailures: false });
  for (const id of ["a", "b", "poison", "c"]) await put(engines, id, { throw: id === "poison" });
  const { batches, lines } = await startWorker(engines, [mapping]);
  const { Messages = [] } = await engines.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: destination.url, WaitTimeSeconds: 20 }),
  );
  expect(JSON.parse(Messages[0]?.Body ?? "")).toEqual({
    requestContext: {
      requestId: expect.any(String),
      functionArn,
      condition: "RetryAttemptsExhausted",
      approximateInvokeCount: 3,
    },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    version: "1.0",
    timestamp: expect.any(String),
    DDBStreamBatchInfo: {
      shardId: expect.any(String),
      startSequenceNumber: "3",
      endSequenceNumber: "3",
      approximateArrivalOfFirstRecord: expect.any(String),
      approximateArrivalOfLastRecord: expect.any(String),
      batchSize: 1,
      streamArn: arn,
    },
  });
  await vi.waitUntil(() => idsOf(batches()).at(-1)?.join() === "c");
  expect(lines).toEqual(["Stream0: 1 records given up to Lost"]);
});

test("reported failures are retried from the first one on", async () => {
  const { engines, ids, batches } = await start({ maximumRetryAttempts: 1, startingPosition: "TRIM_HORIZON" });
  await engines.dynamodb.send(
    new TransactWriteItemsCommand({
      TransactItems: ["a", "b", "c"].map((id) => ({
        Put: { TableName: "Things", Item: { id: { S: id }, fail: { BOOL: id === "b" } } },
      })),
    }),
  );
  await vi.waitUntil(() => batches().length === 2);
  expect(ids()).toEqual([
    ["a", "b", "c"],
    ["b", "c"],
  ]);
});

test("with a parallelization factor a failing item does not hold up those of the other lane", async () => {
  const settings = { parallelization: 2, batchSize: 1, reportBatchItemFailures: false, maximumRetryAttempts: 5 };
  const { engines, ids } = await start(settings);
  await put(engines, "poison", { throw: true });
  const others = Array.from({ length: 12 }, (_, index) => `other-${index}`);
  for (const id of others) await put(engines, id);
  const seen = () => ids().flat().map(String);
  await vi.waitUntil(() => others.every((id) => seen().includes(id)), { timeout: 30_000 });

  expect(
    seen()
      .filter((id) => id !== "poison")
      .toSorted(),
  ).toEqual(others.toSorted());
  expect(seen().filter((id) => id === "poison")).toHaveLength(6);
  expect(seen().findIndex((id) => id !== "poison")).toBeLessThan(seen().lastIndexOf("poison"));
});

test("a paused mapping continues where it was", async () => {
  const { engines, mappings, ids } = await start();
  await mappings.update("Stream0", { enabled: false });
  await put(engines, "while paused");
  await mappings.update("Stream0", { enabled: true });
  await vi.waitUntil(() => ids().length === 1);
  expect(ids()).toEqual([["while paused"]]);
});
