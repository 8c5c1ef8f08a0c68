import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { transact } from "../aws/transact.ts";
import { readOrder } from "../order/order.ts";
import { orderPut } from "../order/order-writes.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { announced, startShop } from "../testing.ts";
import { bookOrders } from "./book.ts";
import { drawNumber, noteCleared, readCounters, readFront } from "./counters.ts";
import type { QueuedOrder } from "./queued-order.ts";
import { serve } from "./serve.ts";
import { standingOf } from "./standing.ts";
import { withdraw } from "./withdraw.ts";

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const soon = () => Date.now() + 20_000;
const left = async () => (await readStockItem("glazed"))?.available ?? 0;
const sold = async () => (await announced()).filter(({ type }) => type === "order.placed").length;

async function drawn(more: Partial<QueuedOrder> = {}): Promise<QueuedOrder> {
  const number = await numberDrawn();
  return {
    id: `ord_${number.toString(16).padStart(32, "0")}`,
    status: "queued",
    number,
    lines: [{ productId: "glazed", quantity: 1, price: 1500 }],
    units: 1,
    total: 1500,
    placedAt: "2026-01-01T00:00:00.000Z",
    email: "mina@example.com",
    correlationId: `cleared-${number}`,
    requestHash: `hash-${number}`,
    ...more,
  };
}

test("an order numbered before the queue was cleared is never sold, whenever its message arrives", async () => {
  const before = await left();
  const [kept, late, crash] = [await drawn(), await drawn(), await drawn({ crash: true })];
  await transact([orderPut(kept)]);
  expect(await noteCleared()).toBe(crash.number);
  const next = await drawn();
  await readFront(0);
  expect((await standingOf(kept)).status).toBe("rejected");
  expect(await serve([kept, late, crash, next], soon())).toEqual({ served: 4, crashed: false });
  const statuses = await Promise.all([kept, late, crash, next].map(async ({ id }) => (await readOrder(id))?.status));
  expect(statuses).toEqual(["rejected", "rejected", "rejected", "completed"]);
  expect(await left()).toBe(before - 1);
  expect(await readCounters()).toMatchObject({
    served: next.number,
    sold: 1,
    short: 0,
    again: 0,
    results: [{ number: next.number, status: "completed" }],
  });
});

test("a batch in flight is not sold once the queue is cleared; what was sold before stays sold", async () => {
  const first = await drawn();
  await bookOrders([first], soon());
  const before = [await left(), await sold()];
  const [gone, other] = [await drawn(), await drawn()];
  // What the worker knew when it received them.
  const { cleared } = await readCounters();
  await noteCleared();
  const next = await drawn();
  expect(await bookOrders([first, gone, other, next], soon(), cleared)).toEqual([
    "known",
    "withdrawn",
    "withdrawn",
    "completed",
  ]);
  expect([await left(), await sold()]).toEqual([(before[0] ?? 0) - 1, (before[1] ?? 0) + 1]);
  expect((await readOrder(first.id))?.status).toBe("completed");
  // As an outdated list may show it.
  await readFront(0);
  expect((await standingOf(first)).status).toBe("completed");
});

test("if a request is made twice at once, the stored number counts", async () => {
  const kept = await drawn();
  await transact([orderPut(kept)]);
  await noteCleared();
  const message = { ...kept, number: await numberDrawn() };
  const before = await left();
  expect(await serve([message], soon())).toMatchObject({ served: 1 });
  await readFront(0);
  expect((await standingOf(kept)).status).toBe("rejected");
  expect(await left()).toBe(before);
});

test("of two cleared requests with the same key, the stored one is settled", async () => {
  const kept = await drawn();
  const other = { ...(await drawn()), id: kept.id };
  await transact([orderPut(kept)]);
  await noteCleared();
  expect(await withdraw([other, kept])).toEqual(["known", "rejected"]);
  expect(await withdraw([other, kept])).toEqual(["known", "known"]);
  expect(await readOrder(kept.id)).toMatchObject({ status: "rejected", number: kept.number });
});

test("an order once seen as rejected is never sold, while others clear and serve the queue", async () => {
  const before = await left();
  const orders: QueuedOrder[] = [];
  const rejected = new Set<string>();
  let open = true;
  const accepting = (async () => {
    for (let round = 0; round < 12; round++) {
      for (let index = 0; index < 5; index++) {
        const order = await drawn();
        await transact([orderPut(order)]);
        orders.push(order);
      }
      if (round % 3 === 2) await noteCleared();
    }
    open = false;
  })();
  const watching = (async () => {
    while (open) {
      await readFront(0);
      for (const order of orders) if ((await standingOf(order)).status === "rejected") rejected.add(order.id);
    }
  })();
  for (let at = 0; open || at < orders.length; ) {
    const batch = orders.slice(at, at + 10);
    if (batch.length === 0) await setImmediate();
    else at += (await serve(batch, soon())).served;
  }
  await Promise.all([accepting, watching]);
  const settled = await Promise.all(orders.map(({ id }) => readOrder(id)));
  const soldAfterAll = settled.filter((order) => order?.status === "completed" && rejected.has(order.id));
  expect(soldAfterAll).toEqual([]);
  expect(settled.filter((order) => order?.status === "queued")).toEqual([]);
  expect(await left()).toBe(before - settled.filter((order) => order?.status === "completed").length);
});

async function numberDrawn(): Promise<number> {
  const drawn = await drawNumber([]);
  if (drawn.status !== "drawn") throw new Error("Nothing is guarded here.");
  return drawn.number;
}
