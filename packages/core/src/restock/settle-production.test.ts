import { afterAll, beforeAll, expect, test } from "vitest";
import { placeOrder } from "../order/place.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { announced, startShop } from "../testing.ts";
import { listProductionOrders } from "./production-order.ts";
import { type Completion, settleProduction } from "./settle-production.ts";

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

async function sellOut(productId: string) {
  const { available = 0 } = (await readStockItem(productId)) ?? {};
  await placeOrder(
    { lines: [{ productId, quantity: available }], customer: { email: "a@example.com" } },
    Date.now() + 9_000,
  );
  return (await readStockItem(productId))?.shortageId ?? "none";
}

function report(id: string, productId: string, more: Partial<Completion> = {}): Completion {
  const settledAt = "2026-11-20T12:00:00.000Z";
  return { id, productId, quantity: 30, status: "completed", settledAt, correlationId: "c", ...more };
}

test("a production comes into stock once, and closes its shortage", async () => {
  const id = await sellOut("glazed");
  const results = await Promise.all(Array.from({ length: 5 }, () => settleProduction(report(id, "glazed"))));
  expect(results.map(({ status }) => status).sort()).toEqual([
    "repeated",
    "repeated",
    "repeated",
    "repeated",
    "replenished",
  ]);
  expect(await readStockItem("glazed")).toEqual({ productId: "glazed", available: 30, price: 1500 });
  expect((await announced()).filter(({ type }) => type === "stock.replenished")).toHaveLength(1);
  expect(await listProductionOrders(10)).toMatchObject({
    productionOrders: [{ id, status: "completed", quantity: 30, productId: "glazed" }],
  });
});

test("a failed production is asked for again under a new id", async () => {
  const id = await sellOut("injeolmi");
  const failed = report(id, "injeolmi", { status: "failed", reason: "The oven broke down." });
  expect(await settleProduction(failed)).toEqual({ status: "reopened" });
  expect(await settleProduction(failed)).toEqual({ status: "repeated" });
  const { available, shortageId, expectedAt, shortageSince: since } = (await readStockItem("injeolmi")) ?? {};
  expect({ available, expectedAt }).toEqual({ available: 0, expectedAt: undefined });
  expect(shortageId).not.toBe(id);
  const events = (await announced()).filter(({ data }) => "productId" in data && data.productId === "injeolmi");
  expect(events.slice(1)).toMatchObject([
    { type: "production.failed", data: { productionOrderId: id, reason: "The oven broke down." } },
    { type: "stock.depleted", data: { shortageId, quantity: 30, available: 0, first: { shortageId: id, since } } },
  ]);

  const again = { ...failed, id: shortageId ?? "none" };
  expect(await settleProduction(again)).toEqual({ status: "reopened" });
  expect((await announced()).at(-1)?.data).toMatchObject({ first: { shortageId: id, since } });
  const third = (await readStockItem("injeolmi"))?.shortageId ?? "none";
  expect(await settleProduction(report(third, "injeolmi"))).toEqual({ status: "replenished" });
  expect(await readStockItem("injeolmi")).toEqual({ productId: "injeolmi", available: 30, price: expect.any(Number) });
});

test("what comes for a shortage that is not open any more is stock all the same", async () => {
  const id = await sellOut("matcha-ring");
  expect(await settleProduction(report("another", "matcha-ring"))).toEqual({ status: "replenished" });
  expect(await readStockItem("matcha-ring")).toMatchObject({ available: 30, shortageId: id });
});

test("nothing comes into stock for a product we do not have", async () => {
  expect(await settleProduction(report("x", "bagel"))).toEqual({ status: "unknown-product" });
  expect(await readStockItem("bagel")).toBeUndefined();
});

test("the list of production orders is paged, newest first, and says no to a cursor it did not give", async () => {
  const all = await listProductionOrders(100);
  const first = await listProductionOrders(1);
  const next = first.status === "page" ? first.next : undefined;
  const second = await listProductionOrders(100, next);
  if (all.status !== "page" || first.status !== "page" || second.status !== "page") throw new Error("no page");
  expect([...first.productionOrders, ...second.productionOrders]).toEqual(all.productionOrders);
  for (const cursor of ["x", "e30", Buffer.from('{"id":1}').toString("base64url")])
    expect(await listProductionOrders(1, cursor)).toEqual({ status: "bad-cursor" });
});
