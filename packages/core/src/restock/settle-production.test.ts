import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dynamodb } from "../aws/clients.ts";
import { placeOrder } from "../order/place.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { announced, startShop } from "../testing.ts";
import { listProductionOrders, type ProductionOrder } from "./production-order.ts";
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

/** A report about the order placed with the factory, if there is one. */
async function report(id: string, productId: string, more: Partial<Completion> = {}): Promise<Completion> {
  const { shortageQuantity: quantity = 30 } = (await readStockItem(productId)) ?? {};
  const settledAt = "2026-11-20T12:00:00.000Z";
  return { id, productId, quantity, status: "completed", settledAt, correlationId: "c", ...more };
}

async function settle(id: string, productId: string, more: Partial<Completion> = {}) {
  return settleProduction(await report(id, productId, more));
}

test("a production adds to stock once, and ends its shortage", async () => {
  const id = await sellOut("glazed");
  const reported = await report(id, "glazed");
  const results = await Promise.all(Array.from({ length: 5 }, () => settleProduction(reported)));
  expect(results.map(({ status }) => status).sort()).toEqual([
    "repeated",
    "repeated",
    "repeated",
    "repeated",
    "replenished",
  ]);
  expect(await readStockItem("glazed")).toEqual({ productId: "glazed", available: reported.quantity, price: 1500 });
  expect((await announced()).filter(({ type }) => type === "stock.replenished")).toHaveLength(1);
  expect(await listProductionOrders(10)).toMatchObject({
    productionOrders: [{ id, status: "completed", quantity: reported.quantity, productId: "glazed" }],
  });
});

test("a failed production is asked for again under a new id", async () => {
  const id = await sellOut("injeolmi");
  const failed = await report(id, "injeolmi", { status: "failed", reason: "The oven broke down." });
  expect(await settleProduction(failed)).toEqual({ status: "reopened" });
  expect(await settleProduction(failed)).toEqual({ status: "repeated" });
  const { available: left, shortageId, expectedAt, shortageSince: since } = (await readStockItem("injeolmi")) ?? {};
  expect({ left, expectedAt }).toEqual({ left: 0, expectedAt: undefined });
  expect(shortageId).not.toBe(id);
  const events = (await announced()).filter(({ data }) => "productId" in data && data.productId === "injeolmi");
  expect(events.slice(1)).toMatchObject([
    { type: "production.failed", data: { productionOrderId: id, reason: "The oven broke down." } },
    {
      type: "stock.depleted",
      data: { shortageId, quantity: failed.quantity, available: 0, first: { shortageId: id, since } },
    },
  ]);

  const again = { ...failed, id: shortageId ?? "none" };
  expect(await settleProduction(again)).toEqual({ status: "reopened" });
  expect((await announced()).at(-1)?.data).toMatchObject({ first: { shortageId: id, since } });
  const third = (await readStockItem("injeolmi"))?.shortageId ?? "none";
  expect(await settle(third, "injeolmi")).toEqual({ status: "replenished" });
  const { quantity: available } = failed;
  expect(await readStockItem("injeolmi")).toEqual({ productId: "injeolmi", available, price: expect.any(Number) });
});

test("a production for a shortage that is over still adds to stock", async () => {
  const id = await sellOut("matcha-ring");
  const { shortageQuantity: quantity = 0 } = (await readStockItem("matcha-ring")) ?? {};
  const order: ProductionOrder = {
    id: "another",
    productId: "matcha-ring",
    quantity,
    status: "accepted",
    requestedAt: "2026-11-20T11:00:00.000Z",
    correlationId: "c",
  };
  await dynamodb.send(new PutCommand({ TableName: "ProductionTable", Item: order }));
  expect(await settle("another", "matcha-ring")).toEqual({ status: "replenished" });
  expect(await readStockItem("matcha-ring")).toMatchObject({ available: quantity, shortageId: id });
});

test("an unknown product gets no stock", async () => {
  expect(await settle("x", "bagel")).toEqual({ status: "unknown-product" });
  expect(await readStockItem("bagel")).toBeUndefined();
});

test.each([
  ["another product", { productId: "glazed" }],
  ["a billion", { quantity: 1_000_000_000 }],
  ["a unit less", { quantity: 1 }],
  ["another product that failed", { productId: "glazed", status: "failed" as const }],
])("a report of what was not ordered is not believed, recorded or not: %s", async (_, wrong) => {
  const id = await sellOut("boston-cream");
  const before = [await readStockItem("glazed"), await readStockItem("boston-cream")];
  const ordered = { productId: "boston-cream", quantity: before[1]?.shortageQuantity };
  for (const recorded of [false, true]) {
    if (recorded) {
      const order = { id, ...ordered, status: "accepted", requestedAt: "2026-11-20T11:00:00.000Z", correlationId: "c" };
      await dynamodb.send(new PutCommand({ TableName: "ProductionTable", Item: order }));
    }
    const told = await settle(id, "boston-cream", wrong);
    const unknown = !recorded && "productId" in wrong;
    expect(told).toEqual(unknown ? { status: "unknown-order" } : { status: "mismatch", ordered });
    expect([await readStockItem("glazed"), await readStockItem("boston-cream")]).toEqual(before);
  }
  expect(await settle(id, "boston-cream")).toEqual({ status: "replenished" });
});

test("a report about an unknown production order is rejected", async () => {
  const before = await readStockItem("glazed");
  expect(await settle("nobody-knows-it", "glazed")).toEqual({ status: "unknown-order" });
  expect(await readStockItem("glazed")).toEqual(before);
});

test("production orders are paged, newest first; a foreign cursor is rejected", async () => {
  const all = await listProductionOrders(100);
  const first = await listProductionOrders(1);
  const next = first.status === "page" ? first.next : undefined;
  const second = await listProductionOrders(100, next);
  if (all.status !== "page" || first.status !== "page" || second.status !== "page") throw new Error("no page");
  expect([...first.productionOrders, ...second.productionOrders]).toEqual(all.productionOrders);
  for (const cursor of ["x", "e30", Buffer.from('{"id":1}').toString("base64url")])
    expect(await listProductionOrders(1, cursor)).toEqual({ status: "bad-cursor" });
});
