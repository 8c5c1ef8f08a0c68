import type { ShopifyDelivery, ShopifyOrder } from "@donut/contracts/shopify";
import { until } from "@donut/testing/shop";
import { sendFixture } from "@donut/testing/shopify-fixtures";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSystem, type TestSystem } from "./testing-system.ts";

let system: TestSystem;
let authorization = "";
beforeAll(async () => {
  system = await startSystem();
  authorization = `Bearer ${await system.tokenOf("operator@example.com")}`;
  const headers = { "x-api-key": "factory-dev-key" };
  await system.call("FactoryApi", "/behaviour", { method: "PUT", headers, body: { productionSeconds: 1 } });
});
afterAll(() => system?.stop());

const admin = async (path: string, body?: unknown) => {
  const method = body === undefined ? "GET" : "POST";
  const call = { method, headers: { authorization }, ...(body !== undefined && { body }) };
  const { status, body: answer } = await system.call("AdminApi", path, call);
  if (status >= 300) throw new Error(`${path} answered ${status}: ${JSON.stringify(answer)}`);
  return answer;
};

const patienceMs = 100_000;
/** On a busy machine, a function's first start can be too slow for the gateway. */
const eventually = (condition: () => Promise<boolean>) => until(() => condition().catch(() => false), patienceMs);

const send = (name: string) => sendFixture({ shopify: system.addresses.httpApis.ShopifyApi ?? "" }, name);

test("a webhook becomes an order, what is short is owed and served after a restock, and a large one makes a VIP", {
  timeout: 240_000,
}, async () => {
  expect(await send("18-more-than-there-is.json")).toBe(200);
  const order = async (): Promise<ShopifyOrder> => (await admin("/shopify/orders")).orders[0];
  await eventually(async () => (await order())?.taken["hoyong-special"] === 250);
  expect(await order()).toMatchObject({ owed: {}, units: { "hoyong-special": 250 } });
  await eventually(async () => {
    const { timeline } = await admin(`/shopify/orders/${(await order()).id}`);
    const types = new Set(timeline.map(({ type }: { type: string }) => type));
    const chain = [
      "shopify.order_stored",
      "stock.depleted",
      "production.accepted",
      "stock.reserved",
      "shopify.order_served",
    ];
    return [...chain, "customer.promoted"].every((type) => types.has(type));
  });
  const { customers } = await admin("/customers");
  expect(customers).toMatchObject([{ email: "gaon@example.com", type: "vip" }]);
});

test("a malformed webhook is given up, and kept where operators look", { timeout: 240_000 }, async () => {
  expect(await send("92-no-lines-key.json")).toBe(200);
  const given = async (): Promise<ShopifyDelivery[]> => (await admin("/shopify/deliveries?result=given-up")).deliveries;
  await eventually(async () => (await given()).length === 1);
  expect(await given()).toMatchObject([{ pointer: "/line_items", reason: "is missing" }]);
  await eventually(async () => (await admin("/queues/ShopifyGivenUpQueueDlq/messages")).messages.length === 1);
});

test("samples go through the real endpoint, and all of them are stored", { timeout: 240_000 }, async () => {
  const { run } = await admin("/shopify/samples", { count: 30, perSecond: 30 });
  await eventually(async () => {
    const { deliveries } = await admin("/shopify/deliveries?limit=100");
    const mine = (deliveries as ShopifyDelivery[]).filter(({ webhookId }) => webhookId.startsWith(`sample-${run}-`));
    return mine.length === 30 && mine.every(({ result }) => result === "stored" || result === "stale");
  });
});
