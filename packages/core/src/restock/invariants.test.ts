import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Product } from "../catalog/product.ts";
import { storedOrder } from "../order/order.ts";
import { placeOrder } from "../order/place.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { announced, newProducts, readAll, startShop } from "../testing.ts";
import { productionOrder } from "./production-order.ts";
import { requestProduction } from "./request-production.ts";
import { settleProduction } from "./settle-production.ts";

const initial = 20;
const numRuns = 25;

/** A factory that accepts every order and fails as often as requested. */
const factory = {
  failing: false,
  taken: new Map<string, { id: string; productId: string; quantity: number; outcome?: "completed" | "failed" }>(),
};
let server: Server;
let shop: Awaited<ReturnType<typeof startShop>>;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const order = JSON.parse(Buffer.concat(chunks).toString());
    if (!factory.taken.has(order.id)) factory.taken.set(order.id, order);
    response.writeHead(factory.failing ? 503 : 202, { "content-type": "application/json" });
    response.end(JSON.stringify({ productionOrder: { id: order.id, expectedAt: "2026-11-20T12:00:00.000Z" } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  shop = await startShop({ FactoryApi: { url: `http://127.0.0.1:${port}` }, FactoryApiKey: { value: "key" } });
});
afterAll(async () => {
  await shop.stop();
  server.closeAllConnections();
  server.close();
});

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("order" as const), lines: linesArbitrary(), key: fc.nat(40) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("deliver" as const), nth: fc.nat(), failing: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("report" as const), nth: fc.nat(), failed: fc.boolean() }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test("sold + stock = initial + produced, and low stock has exactly one open shortage", {
  timeout: 180_000,
}, async () => {
  const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(rounds, async (rounds) => {
      const products = await newProducts(2, initial);
      for (const round of rounds) {
        await Promise.all(round.map((step) => run(step, products)));
        await expectConserved(products);
      }
      await settleEverything(products);
      await expectConserved(products);
      for (const { id } of products) {
        const { shortageId, expectedAt, shortageSince } = (await readStockItem(id)) ?? {};
        expect({ shortageId, expectedAt, shortageSince }).toEqual({});
      }
    }),
    { numRuns, endOnFailure: true },
  );
});

async function run(step: Step, products: Product[]): Promise<void> {
  if (step.do === "order") {
    const lines = step.lines.map(({ product, quantity }) => ({ productId: products[product]?.id ?? "", quantity }));
    // Few keys, so that many orders repeat or misuse one.
    const idempotencyKey = step.key < 20 ? `${products[0]?.id}-${step.key}` : undefined;
    await placeOrder({ lines, customer: { email: "a@example.com" }, idempotencyKey }, Date.now() + 20_000);
    return;
  }
  if (step.do === "deliver") {
    const events = await depletions(products);
    const event = events[step.nth % Math.max(1, events.length)];
    factory.failing = step.failing;
    if (event) await request(event);
    return;
  }
  const orders = takenOf(products);
  const order = orders[step.nth % Math.max(1, orders.length)];
  if (!order) return;
  order.outcome ??= step.failed ? "failed" : "completed";
  await settle(order.id);
}

async function settleEverything(products: Product[]): Promise<void> {
  factory.failing = false;
  for (;;) {
    const settled = new Set((await productionOrders(products)).filter(isSettled).map(({ id }) => id));
    const open = (await depletions(products)).filter(({ shortageId }) => !settled.has(shortageId));
    if (open.length === 0) return;
    await Promise.all(open.map(request));
    for (const order of takenOf(products)) order.outcome ??= "completed";
    await Promise.all(takenOf(products).map(({ id }) => settle(id)));
  }
}

async function expectConserved(products: Product[]): Promise<void> {
  const orders = (await readAll("OrderTable")).map((item) => storedOrder.parse(item));
  const production = await productionOrders(products);
  const events = await depletions(products);
  for (const { id, reorderPoint } of products) {
    const { available = Number.NaN, shortageId } = (await readStockItem(id)) ?? {};
    const lines = orders.flatMap(({ lines }) => lines).filter(({ productId }) => productId === id);
    const sold = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const mine = production.filter(({ productId }) => productId === id);
    const produced = mine
      .filter(({ status }) => status === "completed")
      .reduce((sum, { quantity }) => sum + quantity, 0);
    expect(available).toBeGreaterThanOrEqual(0);
    expect(sold + available).toBe(initial + produced);

    if (available <= reorderPoint) expect(shortageId).toBeDefined();

    const settled = new Set(mine.filter(isSettled).map((order) => order.id));
    const open = events.filter(({ productId, shortageId }) => productId === id && !settled.has(shortageId));
    expect(open.map(({ shortageId }) => shortageId)).toEqual(shortageId === undefined ? [] : [shortageId]);
  }
}

async function depletions(products: Product[]) {
  const events = (await announced()).flatMap((event) => (event.type === "stock.depleted" ? [event.data] : []));
  return events.filter(({ productId }) => products.some(({ id }) => id === productId));
}

async function productionOrders(products: Product[]) {
  const orders = (await readAll("ProductionTable")).map((item) => productionOrder.parse(item));
  return orders.filter(({ productId }) => products.some(({ id }) => id === productId));
}

function isSettled({ status }: { status: string }): boolean {
  return status !== "accepted";
}

function takenOf(products: Product[]) {
  return [...factory.taken.values()].filter(({ productId }) => products.some(({ id }) => id === productId));
}

async function request(event: Parameters<typeof requestProduction>[0]): Promise<void> {
  const signal = AbortSignal.timeout(20_000);
  await requestProduction(event, { callbackUrl: "http://127.0.0.1/completions", signal });
}

async function settle(id: string): Promise<void> {
  const { productId = "", quantity = 0, outcome = "completed" } = factory.taken.get(id) ?? {};
  const settledAt = new Date().toISOString();
  await settleProduction({ id, productId, quantity, status: outcome, settledAt, correlationId: "test" });
}

function linesArbitrary() {
  const line = fc.record({ product: fc.nat(1), quantity: fc.integer({ min: 1, max: 15 }) });
  return fc.uniqueArray(line, { minLength: 1, maxLength: 2, selector: ({ product }) => product });
}
