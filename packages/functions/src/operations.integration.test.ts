import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startSystem, type TestSystem } from "./testing-system.ts";

const patience = { timeout: 60_000, interval: 100 };
const dlq = "RestockQueueDlq";
const products = ["caramel-pecan", "black-sesame", "cinnamon-twist"];
let system: TestSystem;
let token = "";

beforeAll(async () => {
  // The alarm clears after a quiet period, which is shorter than a minute in this test.
  system = await startSystem((graph) => ({
    ...graph,
    alarms: graph.alarms.map((alarm) => ({ ...alarm, periodSeconds: 10 })),
  }));
  token = await system.tokenOf("operator@example.com");
});
afterAll(() => system?.stop());

test("a burst of dead letters: one mail, one alert; after the repair the stock arrives and the alarm ends", async () => {
  await behave({ refuse: true, productionSeconds: 0 });
  for (const product of products) await buyOut(product);
  await vi.waitUntil(async () => (await queue(dlq)).visible === products.length, patience);

  const [alert] = await vi.waitUntil(async () => {
    const { body } = await admin("GET", "/alerts");
    return body.alerts.length > 0 && body.alerts;
  }, patience);
  expect(alert).toMatchObject({ queue: dlq, status: "open" });
  const [mail] = await vi.waitUntil(async () => {
    const sent = await mails();
    return sent.length > 0 && sent;
  }, patience);
  expect(mail?.destination.to).toEqual(["operations@donut-states.example"]);
  expect(mail?.body.text).toMatch(new RegExp(`/console/queues/${dlq}\\?message=[0-9a-f-]{36}`));
  expect((await admin("POST", `/alerts/${encodeURIComponent(alert.id)}/acknowledge`)).status).toBe(200);

  const { body: seen } = await admin("GET", `/queues/${dlq}/messages`);
  const deadLetter = seen.messages.find(
    (one: { correlationId: string }) => one.correlationId === "story-caramel-pecan",
  );
  expect(deadLetter).toMatchObject({ type: "stock.depleted", attempts: 3, lastError: { name: "FactoryRefused" } });
  const kinds = (await journey()).map(({ kind, type }) => type ?? kind);
  expect(kinds.filter((kind) => !kind.startsWith("campaign."))).toEqual([
    "order.placed",
    "stock.depleted",
    "failed-try",
    "failed-try",
    "failed-try",
    "dead-letter",
  ]);

  await behave({ refuse: false });
  const chosen = await admin("POST", `/queues/${dlq}/redrive`, { messageIds: [deadLetter.id] });
  expect(chosen.status).toBe(202);
  await vi.waitUntil(async () => (await stockOf("caramel-pecan")) > 0, patience);
  await redriven();
  const after = await journey();
  expect(after).not.toContainEqual(expect.objectContaining({ kind: "dead-letter" }));
  const moved = after.find(({ kind }) => kind === "repair");
  expect(moved).toMatchObject({ action: "redrive", by: "Operator", restedSince: expect.any(String) });
  expect(after).toContainEqual(
    expect.objectContaining({ kind: "rested", queue: dlq, at: moved?.restedSince, until: moved?.at }),
  );
  expect((await admin("GET", `/queues/${dlq}/messages`)).body.messages).toHaveLength(products.length - 1);

  expect((await admin("POST", `/queues/${dlq}/redrive`, {})).body.task).toMatchObject({ mover: "sqs", total: 2 });
  for (const product of products) await vi.waitUntil(async () => (await stockOf(product)) > 0, patience);
  await redriven();
  expect((await mails()).map(({ subject }) => subject)).toHaveLength(1);

  const [cleared] = await vi.waitUntil(async () => {
    const { body } = await admin("GET", "/alerts?status=cleared");
    return body.alerts.length > 0 && body.alerts;
  }, patience);
  expect(cleared).toMatchObject({ id: alert.id, acknowledged: { by: { name: expect.any(String) } } });
  await vi.waitUntil(async () => (await mails()).length === 2, patience);
  expect((await mails()).map(({ subject }) => subject).sort()).toEqual([
    expect.stringMatching(/^RestockQueueDlq: \d dead letters?$/),
    "RestockQueueDlq: back to normal",
  ]);
}, 240_000);

test("a paused consumer leaves its queue alone until it is resumed; messages can be sent by hand", async () => {
  await behave({ productionSeconds: 900 });
  await buyOut("glazed");
  const ordered = await vi.waitUntil(async () => {
    const { body } = await admin("GET", "/production-orders");
    return body.productionOrders.find(({ productId }: { productId: string }) => productId === "glazed");
  }, patience);
  expect((await admin("PUT", "/queues/StockInQueue/consumer", { enabled: false })).body.consumer.enabled).toBe(false);
  await vi.waitUntil(async () => (await queue("StockInQueue")).consumer?.enabled === false, patience);
  const completion = {
    id: ordered.id,
    productId: "glazed",
    quantity: ordered.quantity,
    status: "completed",
    settledAt: new Date().toISOString(),
    correlationId: "by-hand",
  };
  const wrong = JSON.stringify({ ...completion, quantity: "seven" });
  expect(await admin("POST", "/queues/StockInQueue/messages", { body: wrong })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "/body/quantity" }] },
  });
  const body = JSON.stringify(completion);
  expect((await admin("POST", "/queues/StockInQueue/messages", { body })).status).toBe(201);
  await vi.waitUntil(async () => (await queue("StockInQueue")).visible === 1, patience);
  expect(await stockOf("glazed")).toBe(0);
  await admin("PUT", "/queues/StockInQueue/consumer", { enabled: true });
  await vi.waitUntil(async () => (await stockOf("glazed")) === ordered.quantity, patience);
});

test("every queue has its metrics over time, and every change its audit record", async () => {
  const { body: all } = await admin("GET", "/metrics?range=1h");
  const { body: topology } = await admin("GET", "/topology");
  const working = topology.queues.filter(({ role }: { role: string }) => role === "work");
  const names = (list: { name: string }[]) => list.map(({ name }) => name).sort();
  expect(names(all.queues)).toEqual(names(working));
  const restock = all.queues.find(({ name }: { name: string }) => name === "RestockQueue");
  expect(restock.sent).toBeGreaterThanOrEqual(products.length * 2);
  expect(restock.processed).toBeGreaterThanOrEqual(products.length);
  // Each dead letter had three tries before.
  expect(restock.failed).toBeGreaterThanOrEqual(3);
  const { body: one } = await admin("GET", "/metrics?range=15m&queue=RestockQueue");
  expect(Math.max(...one.measures.longestMs)).toBeGreaterThan(0);
  expect(Math.max(...one.measures.deadLetters)).toBeGreaterThan(0);

  const { body: audit } = await admin("GET", "/audit?limit=100");
  expect(audit.records.map(({ action, status }: { action: string; status: string }) => [action, status])).toEqual([
    ["consumer.resume", "succeeded"],
    ["queue.send", "succeeded"],
    ["consumer.pause", "succeeded"],
    ["queue.redrive", "succeeded"],
    ["queue.redrive", "succeeded"],
    ["alert.acknowledge", "succeeded"],
  ]);
});

async function buyOut(productId: string): Promise<void> {
  const lines = [{ productId, quantity: await stockOf(productId) }];
  const body = { lines, customer: { email: "mina@example.com" } };
  const headers = { "x-correlation-id": `story-${productId}` };
  const { status } = await system.call("SalesApi", "/orders", { method: "POST", body, headers });
  expect(status).toBe(201);
}

async function stockOf(productId: string): Promise<number> {
  const { body } = await system.call("SalesApi", "/products");
  return body.products.find(({ id }: { id: string }) => id === productId).stock.available;
}

async function queue(name: string): Promise<{ visible: number; consumer?: { enabled: boolean } }> {
  const { body } = await admin("GET", "/queues");
  return body.queues.find((one: { name: string }) => one.name === name);
}

async function redriven(): Promise<void> {
  await vi.waitUntil(async () => {
    const { body } = await admin("GET", `/queues/${dlq}/redrive`);
    return body.task.status === "completed";
  }, patience);
}

async function journey(): Promise<{ kind: string; type?: string; at: string; restedSince?: string }[]> {
  return (await admin("GET", "/journeys/story-caramel-pecan")).body.steps;
}

async function mails() {
  return (await system.mails()).filter(({ subject }) => subject.startsWith(dlq));
}

function behave(behaviour: object) {
  const headers = { "x-api-key": "factory-dev-key" };
  return system.call("FactoryApi", "/behaviour", { method: "PUT", body: behaviour, headers });
}

function admin(method: string, path: string, body?: unknown) {
  return system.call("AdminApi", path, { method, body, headers: { authorization: `Bearer ${token}` } });
}
