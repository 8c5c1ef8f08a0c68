import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startSystem, type TestSystem } from "./testing-system.ts";

const patience = { timeout: 45_000, interval: 100 };
let system: TestSystem;
let token = "";

beforeAll(async () => {
  system = await startSystem();
  token = await system.tokenOf("operator@example.com");
});
afterAll(() => system?.stop());

test("a queued order is accepted at once, has a place, and is booked in its turn", async () => {
  const { status, headers, body } = await queue("glazed", { "idempotency-key": "line-1" });
  expect(status).toBe(202);
  expect(headers.get("preference-applied")).toBe("respond-async");
  expect(body.order).toMatchObject({ status: "queued", number: 1, place: 1 });
  const url = new URL(headers.get("location") ?? "", `${system.addresses.httpApis.SalesApi}/orders`);
  const done = await vi.waitUntil(async () => {
    const { order, timeline } = (await (await fetch(url)).json()) as { order: Order; timeline: { type: string }[] };
    return order.status === "completed" && timeline;
  }, patience);
  expect(done.map(({ type }) => type).slice(0, 2)).toEqual(["order.queued", "order.placed"]);
  const again = await queue("glazed", { "idempotency-key": "line-1" });
  expect([again.status, again.body.order.id]).toEqual([200, body.order.id]);
  expect((await queue("injeolmi", { "idempotency-key": "line-1" })).status).toBe(422);
});

test("a worker that stops in the middle: its batch is frozen, then booked, each order once and in order", async () => {
  await consumer(false);
  const before = await stockOf("glazed");
  const orders: Order[] = [];
  for (let index = 0; index < 12; index++) orders.push((await queue("glazed")).body.order);
  const crash = await admin("/order-line/orders", "POST", { kind: "crash" });
  for (let index = 0; index < 8; index++) orders.push((await queue("glazed")).body.order);
  orders.push(crash.body.order);
  const started = Date.now();
  await consumer(true);
  const settled = await settledOrders(orders);
  expect(Date.now() - started).toBeGreaterThan(9_000);
  expect(settled.every(({ status }) => status === "completed")).toBe(true);
  expect(await stockOf("glazed")).toBe(before - orders.length);
  const inOrder = settled.toSorted((a, b) => a.number - b.number).map(({ settledAt }) => settledAt);
  expect(inOrder).toEqual(inOrder.toSorted());
  const { body } = await admin("/order-line");
  expect(body.line.queue).toEqual({ visible: 0, inFlight: 0 });
  expect(body.line.served).toBe(body.line.issued);
});

test("many concurrent orders are all booked, none twice", async () => {
  const before = await stockOf("cinnamon-twist");
  const orders = (await Promise.all(Array.from({ length: 40 }, () => queue("cinnamon-twist")))).map(
    ({ body }) => body.order,
  );
  expect(new Set(orders.map(({ number }) => number)).size).toBe(40);
  const settled = await settledOrders(orders);
  expect(settled.every(({ status }) => status === "completed")).toBe(true);
  expect(await stockOf("cinnamon-twist")).toBe(before - 40);
});

test("while the consumer is paused the line is served by hand, and only then; a special order is followed through", async () => {
  expect((await admin("/order-line/serve", "POST", { count: 1 })).status).toBe(409);
  await consumer(false);
  const first = (await queue("injeolmi")).body.order;
  const special = (await admin("/order-line/orders", "POST", { kind: "special" })).body.order;
  const third = (await queue("injeolmi")).body.order;
  expect(special.number - first.number).toBe(1);
  await vi.waitUntil(async () => (await orderOf(third)).place === 3, patience);
  expect((await admin("/order-line/serve", "POST", { count: 1 })).body).toEqual({ served: 1, crashed: false });
  await vi.waitUntil(async () => (await orderOf(special)).place === 1, patience);
  expect((await admin("/order-line/serve", "POST", { count: 1 })).body.served).toBe(1);
  expect(await orderOf(special)).toMatchObject({ status: "completed" });
  expect((await admin("/order-line")).body.line.results).toMatchObject([{ orderId: special.id, special: true }]);
  expect(await orderOf(third)).toMatchObject({ status: "queued" });
});

test("a customer whose order's dead letter is deleted or purged sees that it will not be sold", async () => {
  await admin("/order-line/serve", "POST", { count: 10 });
  const before = await stockOf("injeolmi");
  const orders = [await queue("injeolmi"), await queue("injeolmi"), await queue("injeolmi")];
  const [one, two, three] = orders.map(({ body }) => body.order as Order) as [Order, Order, Order];
  await letDie();
  const { body } = await admin("/queues/OrderQueueDlq/messages");
  const deadLetter = body.messages.find(({ body }: { body: string }) => JSON.parse(body).id === two.id);
  const deleting = { messageIds: [deadLetter.id] };
  expect((await admin("/queues/OrderQueueDlq/messages", "DELETE", deleting)).body).toMatchObject({ removed: 1 });
  await vi.waitUntil(async () => (await orderOf(two)).status === "rejected", patience);
  expect([(await orderOf(one)).status, (await orderOf(three)).status]).toEqual(["queued", "queued"]);

  expect((await admin("/queues/OrderQueueDlq/purge", "POST", { confirm: "Orders" })).status).toBe(400);
  const purged = await admin("/queues/OrderQueueDlq/purge", "POST", { confirm: "OrderQueueDlq" });
  expect(purged).toMatchObject({ status: 200, body: { removed: 2, availableAt: expect.any(String) } });
  await vi.waitUntil(async () => (await orderOf(one)).status === "rejected", patience);
  await vi.waitUntil(async () => (await orderOf(three)).status === "rejected", patience);
  expect(await stockOf("injeolmi")).toBe(before);
  const { records } = (await admin("/audit?target=OrderQueueDlq")).body as unknown as {
    records: { action: string; detail: { body?: string } }[];
  };
  expect(records.filter(({ action }) => action.startsWith("queue."))).toMatchObject([
    { action: "queue.purge", status: "succeeded", outcome: { done: 2 } },
    { action: "queue.delete", status: "succeeded", outcome: { done: 1 } },
  ]);
  const kept = records.filter(({ action }) => action === "letter.delete").map(({ detail }) => detail.body ?? "");
  expect(kept.map((body) => JSON.parse(body).id).sort()).toEqual([one.id, two.id, three.id].sort());
});

test("an order queue that is purged sells nothing, and its customers see so", async () => {
  const before = await stockOf("injeolmi");
  const order = (await queue("injeolmi", { "x-correlation-id": "cleared-away" })).body.order;
  const purge = (path: string, confirm: string) => admin(path, "POST", { confirm });
  expect((await purge("/queues/OrderQueue/purge", "line")).status).toBe(400);
  expect((await purge("/order-line/purge", "line")).status).toBe(400);
  expect(await purge("/queues/OrderQueue/purge", "OrderQueue")).toMatchObject({
    status: 200,
    body: { removed: 1, availableAt: expect.any(String) },
  });
  expect(await orderOf(order)).toMatchObject({ status: "rejected", settledAt: expect.any(String) });
  const { steps } = (await admin("/journeys/cleared-away")).body as unknown as { steps: { type: string }[] };
  expect(steps.map(({ type }) => type)).toEqual(["order.queued", "order.rejected"]);
  // An order that comes right after a purge is queued like any other, and may be rejected as well.
  const second = (await queue("injeolmi")).body.order;
  expect(second.status).toBe("queued");
  expect(await purge("/order-line/purge", "OrderQueue")).toMatchObject({
    status: 200,
    body: { upTo: second.number },
  });
  const next = (await queue("injeolmi")).body.order;
  await consumer(true);
  const [, sold] = await settledOrders([second, next]);
  expect(sold).toMatchObject({ status: "completed" });
  expect(await orderOf(second)).toMatchObject({ status: "rejected" });
  expect(await stockOf("injeolmi")).toBe(before - 1);
  const { records } = (await admin("/audit?target=OrderQueue&q=upTo")).body as unknown as { records: object[] };
  const by = { target: "OrderQueue", actor: { email: "operator@example.com" }, status: "succeeded" };
  expect(records).toMatchObject([
    { ...by, action: "order-line.clear", outcome: { removed: 1, upTo: second.number } },
    { ...by, action: "queue.purge", outcome: { removed: 1, upTo: order.number } },
  ]);
});

test.each([
  ["is no order", '{"name": "Pat \\ud83c"}'],
  ["has an id that no table takes", JSON.stringify(withEndlessId())],
])("what %s is a dead letter at once, and holds up nobody", async (_, body) => {
  await consumer(false);
  const first = (await queue("glazed")).body.order;
  const groupId = "order-line";
  const sent = await admin("/queues/OrderQueue/messages", "POST", { body, groupId, check: false });
  expect(sent.status).toBe(201);
  const behind = (await queue("glazed")).body.order;
  await consumer(true);
  const settled = await settledOrders([first, behind]);
  expect(settled.map(({ status }) => status)).toEqual(["completed", "completed"]);
  await vi.waitUntil(async () => (await queueState("OrderQueueDlq")).visible === 1, patience);
  const { messages } = (await admin("/queues/OrderQueueDlq/messages")).body;
  expect(messages).toMatchObject([
    { body, lastError: { name: expect.stringMatching(/^(InvalidMessage|Validation)/) } },
  ]);
  expect((await admin("/queues/OrderQueueDlq/purge", "POST", { confirm: "OrderQueueDlq" })).status).toBe(200);
  await vi.waitUntil(async () => (await queueState("OrderQueueDlq")).visible === 0, patience);
});

test("in the lab, a consumer slower than the visibility timeout makes a dead letter; mended, it is redriven", async () => {
  await admin("/lab/settings", "PUT", { consumerDelaySeconds: 10, visibilityTimeoutSeconds: 1 });
  const { body } = await system.call("LabApi", "/messages", { method: "POST", body: { input: 41 } });
  const [{ id }] = body.messages;
  await vi.waitUntil(async () => (await queueState("LabQueueDlq")).visible === 1, patience);
  // The queue counts a try when it delivers the message, the consumer when it begins.
  await vi.waitUntil(async () => (await labMessage(id)).tries === 3, patience);
  expect(await labMessage(id)).toMatchObject({ inTime: false });
  await admin("/lab/settings", "PUT", { consumerDelaySeconds: 0, visibilityTimeoutSeconds: 30 });
  expect((await admin("/queues/LabQueueDlq/redrive", "POST", {})).status).toBe(202);
  await vi.waitUntil(async () => (await labMessage(id)).inTime, patience);
  expect(await labMessage(id)).toMatchObject({ tries: 4, output: 42 });
});

/** A queued order, except for its id. */
function withEndlessId() {
  return {
    id: `ord_${"e".repeat(3_000)}`,
    status: "queued",
    number: 1,
    lines: [{ productId: "glazed", quantity: 1, price: 1 }],
    units: 1,
    total: 1,
    placedAt: "2026-11-20T10:00:00.000Z",
    email: "mina@example.com",
    correlationId: "endless",
    requestHash: "endless",
  };
}

interface Order {
  id: string;
  status: string;
  number: number;
  place?: number;
  settledAt?: string;
}

/** Moves the messages in the order queue to its dead-letter queue, as SQS does after the last try. */
async function letDie(): Promise<void> {
  const { body } = await admin("/queues");
  const urlOf = (name: string) => body.queues.find((queue: { name: string }) => queue.name === name).url;
  const credentials = { accessKeyId: "offline", secretAccessKey: "offline" };
  const sqs = new SQSClient({ endpoint: new URL(urlOf("OrderQueue")).origin, region: "us-east-1", credentials });
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: urlOf("OrderQueue"), MaxNumberOfMessages: 10 }),
  );
  for (const { Body: MessageBody, MessageId: MessageDeduplicationId, ReceiptHandle } of messages) {
    const deadLetter = { MessageBody, MessageDeduplicationId, MessageGroupId: "order-line" };
    await sqs.send(new SendMessageCommand({ QueueUrl: urlOf("OrderQueueDlq"), ...deadLetter }));
    await sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf("OrderQueue"), ReceiptHandle }));
  }
  sqs.destroy();
}

async function settledOrders(orders: Order[]): Promise<Order[]> {
  return vi.waitUntil(async () => {
    const now = await Promise.all(orders.map(orderOf));
    return now.every(({ status }) => status !== "queued") && now;
  }, patience);
}

async function orderOf({ id }: Order): Promise<Order> {
  return (await system.call("SalesApi", `/orders/${id}`)).body.order;
}

function queue(productId: string, headers: Record<string, string> = {}) {
  const body = { lines: [{ productId, quantity: 1 }], customer: { email: "mina@example.com" } };
  return system.call("SalesApi", "/orders", { method: "POST", body, headers: { prefer: "respond-async", ...headers } });
}

async function consumer(enabled: boolean): Promise<void> {
  expect((await admin("/queues/OrderQueue/consumer", "PUT", { enabled })).status).toBe(200);
}

async function stockOf(productId: string): Promise<number> {
  const { body } = await system.call("SalesApi", "/products");
  return body.products.find(({ id }: { id: string }) => id === productId).stock.available;
}

async function queueState(name: string): Promise<{ visible: number }> {
  const { body } = await admin("/queues");
  return body.queues.find((queue: { name: string }) => queue.name === name);
}

async function labMessage(id: string) {
  const { body } = await system.call("LabApi", "/messages");
  return body.messages.find((message: { id: string }) => message.id === id);
}

function admin(path: string, method?: string, body?: unknown) {
  return system.call("AdminApi", path, { method, body, headers: { authorization: `Bearer ${token}` } });
}
