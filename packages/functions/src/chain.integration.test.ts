import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import * as z from "zod";
import { startSystem, type TestSystem } from "./testing-system.ts";

const patience = { timeout: 40_000, interval: 100 };
let system: TestSystem;
let token = "";

beforeAll(async () => {
  system = await startSystem();
  token = await system.tokenOf("viewer@example.com");
  await behave({ productionSeconds: 1 });
});
afterAll(() => system?.stop());
afterEach(() => behave({ failureRate: 0, refuse: false, latencyMs: 0, productionFailureRate: 0 }));

test("64 concurrent orders sell a product out, and the factory refills it", async () => {
  const answers = await Promise.all(Array.from({ length: 64 }, () => buy("hoyong-special", 1)));
  expect(count(answers, 201)).toBe(20);
  expect(count(answers, 409)).toBe(44);
  const [order] = await untilRefilled("hoyong-special", answers);
  const [production, ...others] = await productionsOf("hoyong-special");
  expect(others).toEqual([]);
  expect(production).toMatchObject({ quantity: 20, status: "completed" });
  // Ad events happen independently in the meantime.
  const types = order?.timeline.map(({ type }) => type).filter((type) => !type.startsWith("campaign."));
  expect(types).toEqual(["order.placed", "stock.depleted", "production.accepted", "stock.replenished"]);
});

test("customers do not wait for the factory, and learn when more is expected", async () => {
  await behave({ failureRate: 1, productionSeconds: 3 });
  expect((await buy("boston-cream", 60)).status).toBe(201);
  await behave({ failureRate: 0 });
  const expectedAt = await vi.waitUntil(async () => (await stockOf("boston-cream")).expectedAt, patience);
  const short = await buy("boston-cream", 1);
  expect(short.status).toBe(409);
  expect(short.body.short).toEqual([{ productId: "boston-cream", requested: 1, available: 0, expectedAt }]);
  await vi.waitUntil(async () => (await stockOf("boston-cream")).available === 60, patience);
  expect((await stockOf("boston-cream")).expectedAt).toBeUndefined();
  await behave({ productionSeconds: 1 });
});

test("while the factory is down, nothing is lost or doubled", async () => {
  await behave({ failureRate: 1 });
  await buy("injeolmi", 60);
  await vi.waitUntil(async () => (await queue("RestockQueue")).inFlight > 0, patience);
  await behave({ failureRate: 0 });
  await vi.waitUntil(async () => (await stockOf("injeolmi")).available === 60, patience);
  expect(await productionsOf("injeolmi")).toHaveLength(1);
  expect((await queue("RestockQueueDlq")).visible).toBe(0);
});

test("a production that fails is asked for again until one succeeds", async () => {
  await behave({ productionFailureRate: 1 });
  await buy("matcha-ring", 60);
  await vi.waitUntil(
    async () => (await productionsOf("matcha-ring")).some(({ status }) => status === "failed"),
    patience,
  );
  await behave({ productionFailureRate: 0 });
  await vi.waitUntil(async () => (await stockOf("matcha-ring")).available === 60, patience);
  const productions = await productionsOf("matcha-ring");
  expect(productions.filter(({ status }) => status === "completed")).toHaveLength(1);
});

test("an order that the factory refuses ends up in the dead-letter queue, with the reason", async () => {
  await behave({ refuse: true });
  await buy("lavender-honey", 40);
  await vi.waitUntil(async () => (await queue("RestockQueueDlq")).visible === 1, patience);
  const { body } = await call("AdminApi", "/queues/RestockQueueDlq/messages");
  expect(body.messages).toHaveLength(1);
  expect(body.messages[0]).toMatchObject({
    sourceQueue: "RestockQueue",
    lastError: { name: "FactoryRefused", message: expect.stringContaining("422"), retryable: false },
  });
  expect(JSON.parse(body.messages[0].body)).toMatchObject({
    type: "stock.depleted",
    data: { productId: "lavender-honey", quantity: 40, available: 0 },
  });
  expect((await stockOf("lavender-honey")).available).toBe(0);
});

test("every queue has its numbers, and every work queue its consumer", async () => {
  const { body } = await call("AdminApi", "/queues");
  const { body: topology } = await call("AdminApi", "/topology");
  const names = (queues: { name: string }[]) => queues.map(({ name }) => name);
  expect(names(body.queues)).toEqual(names(topology.queues));
  const consumed = body.queues.filter(({ consumer }: { consumer?: object }) => consumer);
  expect(names(consumed)).toEqual(names(topology.queues.filter(({ role }: { role: string }) => role === "work")));
  for (const { consumer } of consumed) expect(consumer.enabled).toBe(true);
});

test("each API describes itself", async () => {
  for (const api of ["SalesApi", "FactoryApi", "RestockApi", "AdminApi"])
    expect((await call(api, "/openapi.json")).body).toMatchObject({ openapi: "3.1.0" });
});

const orderAnswer = z.object({
  order: z.object({ id: z.string() }),
  timeline: z.array(z.object({ at: z.string(), type: z.string() })),
});

/** @returns an order whose timeline shows that the stock came back. */
async function untilRefilled(productId: string, answers: Awaited<ReturnType<typeof buy>>[]) {
  await vi.waitUntil(async () => (await stockOf(productId)).available > 0, patience);
  return vi.waitUntil(async () => {
    const sold = answers.filter(({ status }) => status === 201);
    const orders = await Promise.all(sold.map(({ body }) => call("SalesApi", `/orders/${body.order.id}`)));
    const refilled = orders
      .map(({ body }) => orderAnswer.parse(body))
      .filter(({ timeline }) => timeline.some(({ type }) => type === "stock.replenished"));
    return refilled.length > 0 && refilled;
  }, patience);
}

async function productionsOf(productId: string) {
  const { body } = await call("AdminApi", "/production-orders?limit=100");
  const orders = body.productionOrders as { productId: string; status: string; quantity: number }[];
  return orders.filter((order) => order.productId === productId);
}

async function stockOf(productId: string): Promise<{ available: number; expectedAt?: string }> {
  const { body } = await call("SalesApi", "/products");
  return body.products.find(({ id }: { id: string }) => id === productId).stock;
}

async function queue(name: string): Promise<{ visible: number; inFlight: number }> {
  const { body } = await call("AdminApi", "/queues");
  return body.queues.find((queue: { name: string }) => queue.name === name);
}

function buy(productId: string, quantity: number) {
  const body = { lines: [{ productId, quantity }], customer: { email: "mina@example.com" } };
  return call("SalesApi", "/orders", "POST", body);
}

function behave(behaviour: object) {
  return call("FactoryApi", "/behaviour", "PUT", behaviour);
}

function call(api: string, path: string, method?: string, body?: unknown) {
  const headers = { "x-api-key": "factory-dev-key", authorization: `Bearer ${token}` };
  return system.call(api, path, { method, body, headers });
}

function count(answers: { status: number }[], status: number): number {
  return answers.filter((answer) => answer.status === status).length;
}
