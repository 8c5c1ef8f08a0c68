import { CreateTopicCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { orderPlaced } from "@donut/contracts/events/order";
import { stockReplenished } from "@donut/contracts/events/stock";
import { dynamodb, sns, sqs } from "@donut/core/aws/clients";
import { createEvent } from "@donut/core/messaging/event";
import { outboxPut } from "@donut/core/messaging/outbox";
import { sweepOutbox } from "@donut/core/messaging/sweep-outbox";
import { readAll } from "@donut/core/testing";
import type { DynamoDBRecord } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEngines } from "../testing.ts";
import { handler } from "./outbox-relay.ts";

const arn = (name: string) => `arn:aws:sns:us-east-1:000000000000:${name}`;
let engines: Awaited<ReturnType<typeof startEngines>>;
const queues: Record<string, string> = {};

beforeAll(async () => {
  engines = await startEngines(() => ({ OrderTopic: { arn: arn("Orders") }, StockTopic: { arn: arn("Stock") } }));
  for (const name of ["Orders", "Stock"]) {
    await sns.send(new CreateTopicCommand({ Name: name }));
    const { QueueUrl: url = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    queues[name] = url;
    await sns.send(
      new SubscribeCommand({
        TopicArn: arn(name),
        Protocol: "sqs",
        Endpoint: arn(name).replace(":sns:", ":sqs:"),
        Attributes: { RawMessageDelivery: "true" },
      }),
    );
  }
});
afterAll(() => engines.stop());

const replenished = (quantity: number) =>
  createEvent(stockReplenished, { productionOrderId: "p", productId: "glazed", quantity });
const placed = (units: number) =>
  createEvent(orderPlaced, { orderId: "o", email: "a@example.com", lines: [], units, total: 0 });

test("each event goes to the topic of its subject, whole, however many there are", async () => {
  const stock = Array.from({ length: 23 }, (_, index) => replenished(index + 1));
  const orders = Array.from({ length: 2 }, (_, index) => placed(index + 1));
  expect(await relay([...stock, ...orders])).toEqual([]);
  expect(sorted(await drain("Stock"))).toEqual(sorted(stock));
  expect(sorted(await drain("Orders"))).toEqual(sorted(orders));
});

test("events that are too large for one batch go in several", async () => {
  const long = "x".repeat(100_000);
  const large = Array.from({ length: 5 }, () => ({ ...placed(1), correlationId: long }));
  expect(await relay(large)).toEqual([]);
  expect(await drain("Orders")).toHaveLength(5);
});

test("only events that cannot be published are reported, and deleted items are ignored", async () => {
  const fine = replenished(1);
  const records = [
    record("1", { id: "x", subject: "stock", body: "{}" }),
    record("2", itemOf(fine)),
    record("3", { id: "x" }),
    { ...record("4", itemOf(fine)), eventName: "REMOVE" as const },
    record("5", { ...itemOf(fine), subject: "weather" }),
  ];
  const { batchItemFailures } = await handler({ Records: records });
  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual(["1", "3", "5"]);
  expect(await drain("Stock")).toEqual([fine]);
});

test("published events leave the outbox, the others stay", async () => {
  const fine = replenished(1);
  const broken: Record<string, unknown> = { ...itemOf(replenished(2)), subject: "weather" };
  await store(itemOf(fine), broken);
  await handler({ Records: [record("1", itemOf(fine)), record("2", broken)] });
  expect((await readAll("OutboxTable")).map(({ id }) => id)).toEqual([broken.id]);
  expect(await drain("Stock")).toEqual([fine]);
});

test("the sweep publishes, once, what no relay has published, and a late relay skips it", async () => {
  const days = 3 * 24 * 3600_000;
  const left = Array.from({ length: 60 }, (_, index) => replenished(index + 1));
  const items = left.map((event) => ({ ...itemOf(event), committedAt: Date.now() - days }));
  await store(...items);
  const swept = await sweepOutbox(Date.now() + 30_000);
  expect(swept.published).toBe(60);
  expect(sorted(await drain("Stock"))).toEqual(sorted(left));
  expect(await sweepOutbox(Date.now() + 30_000)).toMatchObject({ published: 0 });
  // The stream still had the records.
  expect((await handler({ Records: items.map((item, n) => record(String(n), item)) })).batchItemFailures).toEqual([]);
  expect(await drain("Stock")).toEqual([]);
});

test("the sweep leaves fresh events, and those of earlier versions, to the relay", async () => {
  await store(itemOf(replenished(1)), { ...itemOf(replenished(2)), committedAt: undefined, expiresAt: 1 });
  expect(await sweepOutbox(Date.now() + 30_000)).toMatchObject({ published: 0 });
  expect(await drain("Stock")).toEqual([]);
});

test("an event from a clock that was ahead is published as well", async () => {
  const event = replenished(1);
  await store({ ...itemOf(event), committedAt: Date.now() + 3600_000 });
  await sweepOutbox(Date.now() + 30_000);
  expect(await drain("Stock")).toEqual([event]);
});

type Announced = Parameters<typeof outboxPut>[0];

async function store(...items: Record<string, unknown>[]): Promise<void> {
  for (const Item of items) await dynamodb.send(new PutCommand({ TableName: "OutboxTable", Item }));
}

async function relay(events: Announced[]): Promise<string[]> {
  const records = events.map((event, index) => record(String(index), itemOf(event)));
  const { batchItemFailures } = await handler({ Records: records });
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

function itemOf(event: Announced): Record<string, unknown> {
  return outboxPut(event).Put.Item;
}

function record(sequenceNumber: string, item: Record<string, unknown>): DynamoDBRecord {
  const image = marshall(item) as NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"];
  return { eventName: "INSERT", dynamodb: { SequenceNumber: sequenceNumber, NewImage: image } };
}

/** Receives and deletes all messages of the queue. @returns the messages */
async function drain(name: string): Promise<Announced[]> {
  const events: Announced[] = [];
  for (;;) {
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queues[name], MaxNumberOfMessages: 10 }),
    );
    if (messages.length === 0) return events;
    for (const { Body: body = "", ReceiptHandle: receiptHandle } of messages) {
      events.push(JSON.parse(body));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queues[name], ReceiptHandle: receiptHandle }));
    }
  }
}

function sorted(events: Announced[]): Announced[] {
  return events.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
