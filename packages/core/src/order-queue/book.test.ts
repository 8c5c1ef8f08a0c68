import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dynamodb } from "../aws/clients.ts";
import { transact } from "../aws/transact.ts";
import { readOrder } from "../order/order.ts";
import { orderPut } from "../order/order-writes.ts";
import { placeOrder } from "../order/place.ts";
import { readStockItem, stockKey } from "../stock/stock-item.ts";
import { announced, startShop } from "../testing.ts";
import { bookOrders } from "./book.ts";
import { readCounters } from "./counters.ts";
import type { QueuedOrder } from "./queued-order.ts";
import { serve } from "./serve.ts";

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const soon = () => Date.now() + 20_000;
const left = async (productId: string) => (await readStockItem(productId))?.available;
const statusOf = async ({ id }: QueuedOrder) => (await readOrder(id))?.status;

let drawn = 0;
function queued(lines: Record<string, number>, more: Partial<QueuedOrder> = {}): QueuedOrder {
  drawn += 1;
  const priced = Object.entries(lines).map(([productId, quantity]) => ({ productId, quantity, price: 1000 }));
  const units = priced.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    id: `ord_${drawn.toString(16).padStart(32, "0")}`,
    status: "queued",
    number: drawn,
    lines: priced,
    units,
    total: units * 1000,
    placedAt: "2026-01-01T00:00:00.000Z",
    email: "mina@example.com",
    correlationId: `line-${drawn}`,
    requestHash: `hash-${drawn}`,
    ...more,
  };
}

/** Restocks a product as a delivery would. */
async function stockUp(productId: string, available: number): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: "StockTable",
      Key: stockKey(productId),
      UpdateExpression: "SET available = :n REMOVE shortageId, shortageSince, expectedAt",
      ExpressionAttributeValues: { ":n": available },
    }),
  );
}

test("ten orders are booked together, each at its promised price, each announced by itself", async () => {
  const orders = Array.from({ length: 10 }, () => queued({ glazed: 2, injeolmi: 1 }));
  const [glazed = 0, injeolmi = 0] = [await left("glazed"), await left("injeolmi")];
  expect(await bookOrders(orders, soon())).toEqual(orders.map(() => "completed"));
  expect([await left("glazed"), await left("injeolmi")]).toEqual([glazed - 20, injeolmi - 10]);
  const first = orders[0] as QueuedOrder;
  expect(await readOrder(first.id)).toMatchObject({
    status: "completed",
    number: first.number,
    total: 3000,
    placedAt: first.placedAt,
    settledAt: expect.any(String),
  });
  const events = (await announced()).filter(({ type }) => type === "order.placed");
  expect(events.map(({ correlationId }) => correlationId).sort()).toEqual(orders.map((it) => it.correlationId).sort());
});

test("a repeated order is recognised, and nothing is sold twice", async () => {
  const orders = Array.from({ length: 6 }, () => queued({ "matcha-ring": 1 }));
  await bookOrders(orders.slice(0, 4), soon());
  const events = (await announced()).length;
  expect(await bookOrders(orders, soon())).toEqual([...Array(4).fill("known"), "completed", "completed"]);
  expect(await left("matcha-ring")).toBe(54);
  expect(await announced()).toHaveLength(events + 2);
});

test("when there is not enough for all, earlier orders win, and no order is split", async () => {
  await stockUp("hoyong-special", 20);
  const orders = [15, 10, 5, 1].map((quantity) => queued({ "hoyong-special": quantity, "black-sesame": 1 }));
  expect(await bookOrders(orders, soon())).toEqual(["completed", "rejected", "completed", "rejected"]);
  expect([await left("hoyong-special"), await left("black-sesame")]).toEqual([0, 48]);
  expect(await readOrder(orders[1]?.id ?? "")).toMatchObject({
    status: "rejected",
    short: [{ productId: "hoyong-special", requested: 10, available: 5 }],
  });
  const asked = (await announced()).filter(
    (event) => event.type === "stock.depleted" && event.data.productId === "hoyong-special",
  );
  expect(asked).toHaveLength(1);
});

test("a waiting order is settled in its record; one of another request under its id is left alone", async () => {
  const mine = queued({ "caramel-pecan": 1 });
  await transact([orderPut(mine)]);
  const others = { ...mine, requestHash: "another", lines: [{ productId: "caramel-pecan", quantity: 9, price: 1 }] };
  const before = (await left("caramel-pecan")) ?? 0;
  expect(await bookOrders([others, mine], soon())).toEqual(["known", "completed"]);
  expect(await left("caramel-pecan")).toBe(before - 1);
});

test("a product that is no longer sold is short", async () => {
  const [gone, good] = [queued({ bagel: 1 }), queued({ "blueberry-cake": 1 })];
  expect(await bookOrders([gone, good], soon())).toEqual(["rejected", "completed"]);
  expect(await statusOf(gone)).toBe("rejected");
});

test("queued and direct orders together never sell more than there is", async () => {
  await stockUp("boston-cream", 60);
  const batches = Array.from({ length: 5 }, () => Array.from({ length: 10 }, () => queued({ "boston-cream": 1 })));
  const atOnce = Array.from({ length: 30 }, () =>
    placeOrder({ lines: [{ productId: "boston-cream", quantity: 1 }], customer: { email: "m@example.com" } }, soon()),
  );
  const results = [];
  for (const batch of batches) results.push(...(await bookOrders(batch, soon())));
  const direct = (await Promise.all(atOnce)).filter(({ status }) => status === "placed").length;
  const inLine = results.filter((status) => status === "completed").length;
  expect(direct + inLine).toBe(60);
  expect(await left("boston-cream")).toBe(0);
});

test("booking in batches, even interrupted, gives the same result as booking one by one", async () => {
  const products = ["glazed", "injeolmi", "lavender-honey"];
  const quantities = fc.dictionary(fc.constantFrom(...products), fc.integer({ min: 1, max: 30 }), { minKeys: 1 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(80), { minLength: 3, maxLength: 3 }),
      fc.array(quantities, { minLength: 1, maxLength: 10 }),
      fc.nat(9),
      async (stock, wanted, stopAfter) => {
        await Promise.all(products.map((productId, index) => stockUp(productId, stock[index] ?? 0)));
        const orders = wanted.map((lines) => queued(lines));
        await bookOrders(orders.slice(0, stopAfter), soon());
        await bookOrders(orders, soon());
        const expected = oneByOne(new Map(products.map((id, index) => [id, stock[index] ?? 0])), wanted);
        expect(await Promise.all(orders.map(statusOf))).toEqual(expected.statuses);
        expect(await Promise.all(products.map(left))).toEqual(products.map((id) => expected.left.get(id)));
      },
    ),
    { numRuns: 25 },
  );
});

function oneByOne(stock: Map<string, number>, wanted: Record<string, number>[]) {
  const statuses = wanted.map((lines) => {
    const entries = Object.entries(lines);
    if (entries.some(([id, quantity]) => (stock.get(id) ?? 0) < quantity)) return "rejected";
    for (const [id, quantity] of entries) stock.set(id, (stock.get(id) ?? 0) - quantity);
    return "completed";
  });
  return { statuses, left: stock };
}

test("the counters tell sold, short and repeated orders apart", async () => {
  await stockUp("black-sesame", 3);
  const orders = Array.from({ length: 5 }, () => queued({ "black-sesame": 1 }));
  const before = await readCounters();
  const crashing = orders.map((order, index) => (index === 2 ? { ...order, crash: true } : order));
  expect(await serve(crashing, soon())).toEqual({ served: 0, crashed: true });
  expect(await serve(orders, soon())).toEqual({ served: 5, crashed: false });
  const after = await readCounters();
  expect({
    sold: after.sold - before.sold,
    short: after.short - before.short,
    again: after.again - before.again,
  }).toEqual({ sold: 1, short: 2, again: 2 });
  expect(after.results.map(({ status }) => status)).toEqual(["known", "known", "completed", "rejected", "rejected"]);
  await serve(orders.slice(0, 2), soon());
  expect(await readCounters()).toMatchObject({ served: after.served, sold: after.sold, again: after.again + 2 });
});
