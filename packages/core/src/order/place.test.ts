import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { testAddress } from "@donut/contracts/test-traffic";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dynamodb } from "../aws/clients.ts";
import { donuts } from "../catalog/donuts.ts";
import { withContext } from "../context.ts";
import { seedCatalog } from "../seed-catalog.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { announced, readAll, startShop } from "../testing.ts";
import { readOrder } from "./order.ts";
import { placeOrder } from "./place.ts";
import type { OrderRequest } from "./request.ts";

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const customer = { email: "mina@example.com" };
const soon = () => Date.now() + 20_000;
const buy = (productId: string, quantity: number, more: Partial<OrderRequest> = {}) =>
  placeOrder({ lines: [{ productId, quantity }], customer, ...more }, soon());
const left = async (productId: string) => (await readStockItem(productId))?.available;
const depletions = async (productId: string) =>
  (await announced()).flatMap((event) =>
    event.type === "stock.depleted" && event.data.productId === productId ? [event.data] : [],
  );

test("a sale reduces the stock, stores the order and announces it", async () => {
  const result = await withContext({ correlationId: "first-sale" }, () => buy("glazed", 3));
  expect(result).toMatchObject({
    status: "placed",
    order: { status: "completed", units: 3, total: 4500, lines: [{ productId: "glazed", quantity: 3, price: 1500 }] },
  });
  expect(await left("glazed")).toBe(97);
  const id = result.status === "placed" ? result.order.id : "";
  expect(await readOrder(id)).toMatchObject({ email: customer.email, correlationId: "first-sale" });
  expect((await announced()).filter(({ correlationId }) => correlationId === "first-sale")).toMatchObject([
    { type: "order.placed", subject: "order", data: { orderId: id, email: customer.email, units: 3, total: 4500 } },
  ]);
});

test("an order for a test address is sold, and marked as a test everywhere", async () => {
  const result = await buy("chocolate-truffle", 1, { customer: { email: testAddress("load-1") } });
  const id = result.status === "placed" ? result.order.id : "";
  expect(await readOrder(id)).toMatchObject({ status: "completed", test: true });
  const told = (await announced()).filter((event) => event.type === "order.placed" && event.data.orderId === id);
  expect(told).toMatchObject([{ data: { test: true } }]);
});

test("64 concurrent orders never sell more than there is, and each is answered", async () => {
  const results = await Promise.all(Array.from({ length: 64 }, () => buy("hoyong-special", 1)));
  const sold = results.filter(({ status }) => status === "placed");
  const short = results.filter(({ status }) => status === "short");
  expect(sold).toHaveLength(20);
  expect(short).toHaveLength(44);
  expect(await left("hoyong-special")).toBe(0);
  expect(await depletions("hoyong-special")).toHaveLength(1);
});

test("the sale that reaches the reorder point requests more, once", async () => {
  expect(await buy("cinnamon-twist", 63)).toMatchObject({ status: "placed" });
  expect(await depletions("cinnamon-twist")).toEqual([]);
  expect(await buy("cinnamon-twist", 1)).toMatchObject({ status: "placed" });
  const [depletion] = await depletions("cinnamon-twist");
  expect(depletion).toMatchObject({ quantity: 80, available: 16 });
  expect(await readStockItem("cinnamon-twist")).toMatchObject({ available: 16, shortageId: depletion?.shortageId });
  expect(await buy("cinnamon-twist", 16)).toMatchObject({ status: "placed" });
  expect(await depletions("cinnamon-twist")).toHaveLength(1);
});

test("if one line is short nothing is sold, and the wanted quantity is requested", async () => {
  const orders = (await readAll("OrderTable")).length;
  const lines = [
    { productId: "boston-cream", quantity: 2 },
    { productId: "matcha-ring", quantity: 900 },
  ];
  expect(await placeOrder({ lines, customer }, soon())).toEqual({
    status: "short",
    short: [{ productId: "matcha-ring", requested: 900, available: 60 }],
  });
  expect(await left("boston-cream")).toBe(60);
  expect(await left("matcha-ring")).toBe(60);
  expect(await readAll("OrderTable")).toHaveLength(orders);
  expect(await depletions("matcha-ring")).toMatchObject([{ quantity: 840, available: 60 }]);
  expect(await depletions("boston-cream")).toEqual([]);
});

test("the same key never buys twice, not even concurrently", async () => {
  const more = { idempotencyKey: "cart-1" };
  const before = (await left("injeolmi")) ?? 0;
  const results = await Promise.all(Array.from({ length: 8 }, () => buy("injeolmi", 2, more)));
  const ids = results.map((result) => ("order" in result ? result.order.id : result.status));
  expect(results.filter(({ status }) => status === "placed")).toHaveLength(1);
  expect(results.filter(({ status }) => status === "repeated")).toHaveLength(7);
  expect(new Set(ids).size).toBe(1);
  expect(await left("injeolmi")).toBe(before - 2);
});

test("a repeated order gets its first answer, even if the stock is gone by now", async () => {
  const more = { idempotencyKey: "cart-2" };
  const first = await buy("lavender-honey", 40, more);
  expect(first.status).toBe("placed");
  const again = await buy("lavender-honey", 40, more);
  expect(again).toEqual({ ...first, status: "repeated" });
});

test("a key belongs to one request", async () => {
  const more = { idempotencyKey: "cart-3" };
  await buy("black-sesame", 1, more);
  expect(await buy("black-sesame", 2, more)).toEqual({ status: "key-reused" });
  expect(await buy("black-sesame", 1, { ...more, customer: { email: "other@example.com" } })).toEqual({
    status: "key-reused",
  });
  expect(await left("black-sesame")).toBe(49);
});

test("an order with an unknown product sells nothing", async () => {
  const lines = [
    { productId: "blueberry-cake", quantity: 1 },
    { productId: "bagel", quantity: 1 },
  ];
  expect(await placeOrder({ lines, customer }, soon())).toEqual({ status: "unknown-product", productIds: ["bagel"] });
  expect(await left("blueberry-cake")).toBe(60);
  expect(await readStockItem("bagel")).toBeUndefined();
});

test("a product is sold at its current price, however old the cached catalogue", async () => {
  await buy("caramel-pecan", 1);
  for (const [table, key] of [
    ["StockTable", { productId: "caramel-pecan", shard: "0" }],
    ["ProductTable", { id: "caramel-pecan" }],
  ] as const) {
    await dynamodb.send(
      new UpdateCommand({
        TableName: table,
        Key: key,
        UpdateExpression: "SET price = :price",
        ExpressionAttributeValues: { ":price": 2600 },
      }),
    );
  }
  expect(await buy("caramel-pecan", 1)).toMatchObject({ status: "placed", order: { total: 2600 } });
});

test("a deploy updates the products' facts and leaves their stock alone", async () => {
  const { initialStock = 0 } = donuts.find(({ id }) => id === "caramel-pecan") ?? {};
  await seedCatalog();
  expect(await readStockItem("caramel-pecan")).toMatchObject({ price: 2500, available: initialStock - 2 });
});
