import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { transact } from "../aws/transact.ts";
import type { Product } from "../catalog/product.ts";
import { storedOrder as storedSale } from "../order/order.ts";
import { placeOrder } from "../order/place.ts";
import { settleProduction } from "../restock/settle-production.ts";
import { planClaim } from "../stock/claim.ts";
import { correctStock } from "../stock/correct-stock.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { announced, newProducts, readAll, startShop } from "../testing.ts";
import { handOut } from "./hand-out.ts";
import { storeDeliveries } from "./store.ts";
import { arrival, storedOrders } from "./testing.ts";

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const initial = 20;
const soon = () => Date.now() + 30_000;
const actor = { id: "mina", name: "Mina", email: "mina@example.com" };

const pieces = fc.integer({ min: 1, max: 15 });
const webhook = fc.record({
  order: fc.nat(3),
  second: fc.nat(6),
  pieces: fc.tuple(pieces, pieces),
  cancelled: fc.nat(3),
});
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("buy" as const), product: fc.nat(1), quantity: pieces }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("shopify" as const),
      webhooks: fc.array(webhook, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("produce" as const), nth: fc.nat(), failed: fc.nat(4) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("correct" as const),
      product: fc.nat(1),
      by: fc.integer({ min: -4, max: 12 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("hand-out" as const), product: fc.nat(1) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What has happened to a run's products besides orders. */
interface World {
  run: number;
  products: Product[];
  settled: Set<string>;
  /** Units delivered or added by stock corrections, by product. */
  added: Map<string, number>;
}
let runs = 0;

test("initial + produced = stock + reserved + sold + taken, and whoever is owed comes first", {
  timeout: 240_000,
}, async () => {
  const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(rounds, async (rounds) => {
      const products = await newProducts(2, initial);
      const world: World = { run: ++runs, products, settled: new Set(), added: new Map() };
      for (const round of rounds) {
        await Promise.all(round.map((step) => perform(step, world)));
        await expectConserved(world);
      }
      for (;;) {
        const open = await openShortages(world);
        if (open.length === 0) break;
        await Promise.all(open.map((shortage) => settle(shortage, "completed", world)));
      }
      for (const { id } of products) expect(await handOut(id, soon())).toBe(true);
      await expectConserved(world);
      for (const { id } of products) {
        const { owed, reserved, shortageId, available = 0 } = (await readStockItem(id)) ?? {};
        expect({ owed, reserved, shortageId }).toEqual({});
        expect(available).toBeGreaterThan(5);
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

test("stock that arrives between reading and writing is not missed by an order that is owed units", async () => {
  const [product] = await newProducts(1, 0);
  if (!product) throw new Error("There is no product.");
  const lines = [{ productId: product.id, quantity: 1 }];
  expect(await placeOrder({ lines, customer: { email: "a@example.com" } }, soon())).toMatchObject({ status: "short" });
  const seen = await readStockItem(product.id);
  expect(await correctStock({ productId: product.id, adjustBy: 3, reason: "counted" }, actor)).toMatchObject({
    status: "corrected",
  });

  const claim = { wanted: [4], forgiven: 0, returned: 0 };
  const plan = planClaim(product, claim, seen);
  expect(await transact("items" in plan ? plan.items : [])).toMatchObject({ status: "refused" });
  const again = planClaim(product, claim, await readStockItem(product.id));
  expect(again).toMatchObject({ taken: [3] });
  expect(await transact("items" in again ? again.items : [])).toEqual({ status: "committed" });
  expect(await readStockItem(product.id)).toMatchObject({ available: 0, owed: 1 });
});

async function perform(step: Step, world: World): Promise<void> {
  const { products, run } = world;
  const idOf = (nth: number) => products[nth]?.id ?? "";
  if (step.do === "buy") {
    const lines = [{ productId: idOf(step.product), quantity: step.quantity }];
    await placeOrder({ lines, customer: { email: "a@example.com" } }, soon());
    return;
  }
  if (step.do === "shopify") {
    const envelopes = step.webhooks.map(({ order, second, pieces, cancelled }) =>
      arrival({
        id: `${run}${String(order).padStart(10, "0")}`,
        second,
        pieces: { [idOf(0)]: pieces[0], [idOf(1)]: pieces[1] },
        cancelled: cancelled === 0,
      }),
    );
    expect(await storeDeliveries(envelopes, soon())).toEqual(envelopes.map(() => true));
    return;
  }
  if (step.do === "produce") {
    const open = await openShortages(world);
    const shortage = open[step.nth % Math.max(1, open.length)];
    if (shortage) await settle(shortage, step.failed === 0 ? "failed" : "completed", world);
    return;
  }
  if (step.do === "correct") {
    const productId = idOf(step.product);
    const result = await correctStock({ productId, adjustBy: step.by, reason: "counted" }, actor);
    if (result.status === "corrected") world.added.set(productId, (world.added.get(productId) ?? 0) + step.by);
    return;
  }
  await handOut(idOf(step.product), soon());
}

interface Shortage {
  shortageId: string;
  productId: string;
  quantity: number;
}

async function settle({ shortageId: id, productId, quantity }: Shortage, status: "completed" | "failed", world: World) {
  const settledAt = new Date().toISOString();
  const result = await settleProduction({ id, productId, quantity, status, settledAt, correlationId: "test" });
  world.settled.add(id);
  if (result.status === "replenished") world.added.set(productId, (world.added.get(productId) ?? 0) + quantity);
}

async function openShortages({ products, settled }: World): Promise<Shortage[]> {
  const ids = new Set(products.map(({ id }) => id));
  const events = (await announced()).flatMap((event) => (event.type === "stock.depleted" ? [event.data] : []));
  return events.filter(({ productId, shortageId }) => ids.has(productId) && !settled.has(shortageId));
}

async function expectConserved(world: World): Promise<void> {
  const sales = (await readAll("OrderTable")).map((item) => storedSale.parse(item));
  const orders = await storedOrders();
  const open = await openShortages(world);
  for (const { id, reorderPoint } of world.products) {
    const { available = Number.NaN, owed = 0, reserved = 0, shortageId } = (await readStockItem(id)) ?? {};
    const lines = sales.flatMap(({ lines }) => lines).filter(({ productId }) => productId === id);
    const sold = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const sumOf = (of: "taken" | "owed" | "units") => orders.reduce((sum, order) => sum + (order[of][id] ?? 0), 0);

    expect(available).toBeGreaterThanOrEqual(0);
    expect(available + reserved + sold + sumOf("taken")).toBe(initial + (world.added.get(id) ?? 0));
    expect(sumOf("owed")).toBe(owed);
    expect(sumOf("units")).toBe(sumOf("taken") + owed);
    expect(reserved).toBeLessThanOrEqual(owed);
    if (owed > reserved) expect(available).toBe(0);
    if (available <= reorderPoint) expect(shortageId).toBeDefined();
    expect(open.filter(({ productId }) => productId === id).map((it) => it.shortageId)).toEqual(
      shortageId === undefined ? [] : [shortageId],
    );
  }
}
