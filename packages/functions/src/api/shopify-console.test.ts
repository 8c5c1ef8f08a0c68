import { gunzipSync } from "node:zlib";
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import type { ShopifyDelivery, ShopifyOrder } from "@donut/contracts/shopify";
import { dynamodb, sqs } from "@donut/core/aws/clients";
import { envelope } from "@donut/core/shopify/envelope";
import { isOpen as openGivenUp } from "@donut/core/shopify/given-up";
import { handOut } from "@donut/core/shopify/hand-out";
import { replaySku } from "@donut/core/shopify/map-sku";
import { honour } from "@donut/core/shopify/privacy";
import { sampleWebhook } from "@donut/core/shopify/sample-webhook";
import { samplesMessage } from "@donut/core/shopify/samples";
import { storeDeliveries } from "@donut/core/shopify/store";
import { arrival, envelopeOf } from "@donut/core/shopify/testing";
import { correctStock } from "@donut/core/stock/correct-stock";
import { readStockItem } from "@donut/core/stock/stock-item";
import { announced, readAll } from "@donut/core/testing";
import { askToBeNotified } from "@donut/core/wish/ask";
import { forgetWishesOf } from "@donut/core/wish/take-back";
import { fixtureBody, fixtureShop } from "@donut/testing/shopify-fixtures";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./shopify-console.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
const urls = { deliveries: "", samples: "" };
beforeAll(async () => {
  engines = await startEngines((queues) => {
    Object.assign(urls, { deliveries: `${queues}/Shopify`, samples: `${queues}/Samples` });
    return {
      ShopifyShop: { value: fixtureShop.shop },
      ShopifyApi: { url: "http://127.0.0.1:1" },
      ShopifyQueue: { url: urls.deliveries },
      ShopifySampleQueue: { url: urls.samples },
    };
  });
  for (const QueueName of ["Shopify", "Samples"]) await sqs.send(new CreateQueueCommand({ QueueName }));
});
afterAll(() => engines.stop());

const soon = () => Date.now() + 20_000;
const operator = (method: string, path: string, body?: unknown) =>
  callApi(handler, path, { method, groups: ["operators"], ...(body !== undefined && { body }) });
const store = async (name: string, topic = "orders/create") => {
  const delivery = envelopeOf(fixtureBody(name).toString(), { topic });
  expect(await storeDeliveries([delivery], soon())).toEqual([true]);
  return delivery;
};
const topics = {
  "data-request": "customers/data_request",
  "customer-redact": "customers/redact",
  "shop-redact": "shop/redact",
} as const;
/** Stores a privacy request as Shopify passes it on. @returns the event that asks to carry it out */
async function privacyRequest(body: string, request: keyof typeof topics) {
  const delivery = envelopeOf(body, { topic: topics[request] });
  await storeDeliveries([delivery], soon());
  const { shop, webhookId, deliveryId } = delivery;
  return { shop, request, webhookId, deliveryId };
}
/**
 * @returns the tables that contain a text; bodies that were given up belong to no order and expire after thirty days
 */
async function whereKept(text: string): Promise<string[]> {
  const deliveries = await readAll("ShopifyDeliveryTable");
  const givenUp = new Set(deliveries.filter(({ result }) => result === "given-up").map(({ id }) => id));
  const bodies = (await readAll("ShopifyBodyTable"))
    .filter(({ id }) => !givenUp.has(id))
    .map(({ data }) => gunzipSync(data as Uint8Array).toString());
  const tables = {
    bodies,
    deliveries,
    orders: await readAll("ShopifyOrderTable"),
    tasks: await readAll("ShopifyTaskTable"),
  };
  return Object.entries(tables).flatMap(([name, items]) => (JSON.stringify(items).includes(text) ? [name] : []));
}
/** Makes workers wait before they store a body. */
function holdBodies() {
  const reached = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  const name = "hold bodies";
  dynamodb.middlewareStack.add(
    (next) => async (args) => {
      const writes = ("RequestItems" in args.input && args.input.RequestItems?.ShopifyBodyTable) || [];
      if (!Array.isArray(writes) || !writes.some((write) => "PutRequest" in write)) return next(args);
      reached.resolve();
      await going.promise;
      return next(args);
    },
    { step: "initialize", name },
  );
  const letGo = () => {
    dynamodb.middlewareStack.remove(name);
    going.resolve();
  };
  return { reached: reached.promise, letGo };
}
const left = async (productId: string) => (await readStockItem(productId))?.available;

/** Stores what is in the deliveries' queue. */
async function storeQueued(): Promise<void> {
  for (;;) {
    const { Messages: messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: urls.deliveries }));
    if (messages.length === 0) return;
    await storeDeliveries(
      messages.map(({ Body: body = "" }) => envelope.parse(JSON.parse(body))),
      soon(),
    );
    for (const { ReceiptHandle } of messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl: urls.deliveries, ReceiptHandle }));
  }
}

test("orders are listed, searched and shown with every digit as received", async () => {
  await store("08-test-order-big-ids.json");
  await store("01-single-line.json");
  const all = (await operator("GET", "/shopify/orders?limit=1")).body as { orders: ShopifyOrder[]; next: string };
  expect(all.orders.map(({ name }) => name)).toEqual(["#1001"]);
  const rest = await operator("GET", `/shopify/orders?limit=10&cursor=${all.next}`);
  expect(rest.body.orders).toMatchObject([{ id: "731846205519328467", state: "test", units: {}, taken: {} }]);
  expect((await operator("GET", "/shopify/orders?state=test")).body.orders).toHaveLength(1);
  for (const q of ["1001", "%231001", "6200000031677"])
    expect((await operator("GET", `/shopify/orders?q=${q}`)).body.orders).toMatchObject([{ name: "#1001" }]);
  expect((await operator("GET", "/shopify/orders?q=GAON@example.com")).body.orders).toHaveLength(2);

  const { body } = await operator("GET", "/shopify/orders/731846205519328467");
  expect(body.raw).toBe(fixtureBody("08-test-order-big-ids.json").toString());
  expect(body.deliveries).toMatchObject([{ result: "test", orderId: "731846205519328467" }]);
  expect(body.order.total).toEqual({ amount: "7500", currency: "KRW", minor: 7500 });
  const { correlationId } = body.order as ShopifyOrder;
  expect((await operator("GET", `/shopify/orders?q=${correlationId}`)).body.orders).toHaveLength(1);
  expect((await operator("GET", "/shopify/orders/1")).status).toBe(404);
});

test("viewers look, operators change, and customers do neither", async () => {
  expect((await callApi(handler, "/shopify/orders", { groups: ["viewers"] })).status).toBe(200);
  expect((await callApi(handler, "/shopify/orders", { groups: [] })).status).toBe(403);
  const put = { method: "PUT", body: { productId: "glazed" }, groups: ["viewers"] };
  expect((await callApi(handler, "/shopify/skus/x", put)).status).toBe(403);
  expect((await operator("GET", "/shopify/skus")).body.mapped).toEqual([]);
});

test("mapping a SKU reprocesses its orders, once, and is audited", async () => {
  await store("14-pack-sku.json");
  const unmapped = (await operator("GET", "/shopify/skus")).body.unmapped;
  expect(unmapped).toMatchObject([{ sku: "glazed-box-6", quantity: 2, orders: 1 }]);
  expect((await operator("GET", "/shopify/orders?state=unmapped")).body.orders).toMatchObject([{ units: {} }]);

  expect((await operator("PUT", "/shopify/skus/glazed-box-6", { productId: "bagel" })).status).toBe(404);
  expect((await operator("PUT", "/shopify/skus/glazed-box-6", { productId: "glazed", units: 0 })).body).toMatchObject({
    errors: [{ pointer: "/units" }],
  });
  const before = (await left("glazed")) ?? 0;
  const mapped = await operator("PUT", "/shopify/skus/glazed-box-6", { productId: "glazed", units: 6 });
  expect(mapped.body.mapping).toMatchObject({ sku: "glazed-box-6", productId: "glazed", units: 6 });
  const events = (await announced()).filter(({ type }) => type === "shopify.sku_mapped");
  expect(events).toMatchObject([{ data: { sku: "glazed-box-6", units: 6 } }]);
  expect(await left("glazed")).toBe(before);

  for (let times = 0; times < 2; times++) expect(await replaySku("glazed-box-6", soon())).toBe(true);
  expect(await left("glazed")).toBe(before - 12);
  expect((await operator("GET", "/shopify/orders?q=1014")).body.orders).toMatchObject([
    { units: { glazed: 12 }, taken: { glazed: 12 }, unmapped: [] },
  ]);
  expect((await operator("GET", "/shopify/skus")).body.unmapped).toEqual([]);
  const audit = (await readAll("AuditTable")).filter(({ action }) => action === "shopify.map-sku");
  expect(audit).toMatchObject([{ target: "glazed-box-6", status: "succeeded", actor: { email: "mina@example.com" } }]);
});

test("a mapping made while an order is being stored is not missed", async () => {
  const order = { id: "6277000000001", second: 1, pieces: { "mystery-box": 1 } };
  const storing = storeDeliveries([arrival(order)], soon());
  await operator("PUT", "/shopify/skus/mystery-box", { productId: "injeolmi", units: 3 });
  await storing;
  await replaySku("mystery-box", soon());
  expect((await operator("GET", "/shopify/orders/6277000000001")).body.order.taken).toEqual({ injeolmi: 3 });
});

test("a given-up webhook is kept in full, and stored once its body is mended", async () => {
  const broken = await store("94-negative.json");
  const path = `/shopify/deliveries/${broken.webhookId}`;
  const shown = await operator("GET", path);
  expect(shown.body).toMatchObject({
    delivery: { result: "given-up", pointer: "/line_items/0/quantity", reason: "must be 0 or more" },
    raw: fixtureBody("94-negative.json").toString(),
  });
  expect((await operator("GET", "/shopify/deliveries?result=given-up")).body.deliveries).toHaveLength(1);

  const asItWas = await operator("POST", `${path}/retry`, {});
  expect(asItWas.status).toBe(202);
  await storeQueued();
  const again = await operator("GET", `/shopify/deliveries/${asItWas.body.webhookId}`);
  expect(again.body.delivery).toMatchObject({ result: "given-up", source: "retry" });

  const mended = shown.body.raw
    .replaceAll(/quantity":-(\d+)/g, 'quantity":$1')
    .replaceAll("6200000031677", "6200000099999");
  const retried = await operator("POST", `${path}/retry`, { body: mended });
  await storeQueued();
  const stored = (await operator("GET", `/shopify/deliveries/${retried.body.webhookId}`)).body.delivery;
  expect(stored).toMatchObject({ result: "stored", source: "retry" });
  expect((await operator("GET", path)).body.delivery.retriedAs).toBe(retried.body.webhookId);
  const stillOpen = (webhookId: string, deliveryId: string) => openGivenUp({ webhookId, deliveryId });
  expect(await stillOpen(broken.webhookId, broken.deliveryId)).toBe(false);
  expect(await stillOpen(again.body.delivery.webhookId, again.body.delivery.id)).toBe(true);
  expect((await operator("POST", `/shopify/deliveries/${retried.body.webhookId}/retry`, {})).status).toBe(409);
  expect((await operator("POST", "/shopify/deliveries/nothing/retry", {})).status).toBe(404);
  const audit = (await readAll("AuditTable")).filter(({ action }) => action === "shopify.retry");
  expect(audit.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
});

test("an order is imported as it is, and anything else changes nothing", async () => {
  const body = fixtureBody("08-test-order-big-ids.json")
    .toString()
    .replaceAll("731846205519328467", "731846205519328469");
  const imported = await operator("POST", "/shopify/orders/import", body);
  expect(imported.status).toBe(202);
  await storeQueued();
  const { body: shown } = await operator("GET", "/shopify/orders/731846205519328469");
  expect(shown.raw).toBe(body);
  expect(shown.deliveries).toMatchObject([
    { source: "import", topic: "orders/updated" },
  ] satisfies Partial<ShopifyDelivery>[]);

  for (const [sent, pointer] of [
    ["{", ""],
    ["[]", "/"],
    [fixtureBody("92-no-lines-key.json").toString(), "/line_items"],
  ]) {
    const answer = await operator("POST", "/shopify/orders/import", sent);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  }
  const { Messages: messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: urls.deliveries }));
  expect(messages).toBeUndefined();
});

test("samples are queued one second's worth at a time, and are reproducible", async () => {
  const started = await operator("POST", "/shopify/samples", { count: 25, perSecond: 10 });
  expect(started.status).toBe(202);
  expect(started.body).toMatchObject({ count: 25, seconds: 3 });
  const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: urls.samples }));
  expect(samplesMessage.parse(JSON.parse(message?.Body ?? ""))).toMatchObject({ from: 0, count: 10 });
  for (const wrong of [{ count: 0 }, { count: 1001 }, { count: 1000, perSecond: 1 }, { perSecond: 1.5 }, { speed: 1 }])
    expect((await operator("POST", "/shopify/samples", wrong)).status).toBe(400);

  const run = Date.parse("2026-11-20T00:00:00Z");
  const all = Array.from({ length: 40 }, (_, nth) => sampleWebhook({ run, nth }));
  expect(all).toEqual(Array.from({ length: 40 }, (_, nth) => sampleWebhook({ run, nth })));
  const deliveries = all.map(({ topic, body }) => envelopeOf(body, { topic }));
  expect(await storeDeliveries(deliveries, soon())).toEqual(all.map(() => true));
  const listed = (await operator("GET", "/shopify/orders?limit=100")).body.orders as ShopifyOrder[];
  const samples = listed.filter(({ name }) => name.startsWith("#S"));
  expect(new Set(samples.map(({ state }) => state))).toEqual(new Set(["open", "cancelled"]));
  expect(samples.some(({ unmapped }) => unmapped.some(({ sku }) => sku === "DS-CROFFLE-01"))).toBe(true);
  expect(
    samples.filter(({ state }) => state === "cancelled").every(({ taken }) => Object.keys(taken).length === 0),
  ).toBe(true);
});

test("the summary counts what is owed, unmapped and refused", async () => {
  await store("18-more-than-there-is.json");
  const { body } = await operator("GET", "/shopify/summary");
  expect(body).toMatchObject({ shop: fixtureShop.shop, webhookUrl: "http://127.0.0.1:1/webhooks", refused: 0 });
  expect(body.owed["hoyong-special"]).toBeGreaterThanOrEqual(230);
  expect(body.lastDelivery.result).toBe("stored");
  expect(await handOut("hoyong-special", soon())).toBe(true);
});

test("a customer who asks to be erased is, and the sale stays", async () => {
  const request = envelopeOf(fixtureBody("41-customer-redact.json").toString(), { topic: "customers/redact" });
  await storeDeliveries([request], soon());
  const events = (await announced()).flatMap((event) =>
    event.type === "shopify.privacy_requested" ? [event.data] : [],
  );
  expect(events).toMatchObject([{ request: "customer-redact", webhookId: request.webhookId }]);
  const before = (await operator("GET", "/shopify/orders/6200000031677")).body;
  expect(before.order.email).toBe("gaon@example.com");
  const { available = 0 } = (await readStockItem("injeolmi")) ?? {};
  const actor = { id: "mina", name: "Mina", email: "mina@example.com" };
  await correctStock({ productId: "injeolmi", adjustBy: -available, reason: "eaten" }, actor);
  const wished = await askToBeNotified({ productId: "injeolmi", email: "gaon@example.com", language: "ko" }, "secret");
  expect(wished.status).toBe("asked");
  for (const event of [...events, ...events]) expect(await honour(event, soon(), forgetWishesOf)).toBe(true);

  const { body } = await operator("GET", "/shopify/orders/6200000031677");
  expect(body.order).toMatchObject({ units: before.order.units, redactedAt: expect.any(String) });
  expect(body.order.email).toBeUndefined();
  expect(body.raw).toBeUndefined();
  expect(await whereKept("gaon@")).toEqual([]);
  expect((await readAll("WishTable")).filter(({ email }) => email !== undefined)).toEqual([]);

  // A late delivery is stored without the person's data.
  const paid = envelopeOf(fixtureBody("30-paid.json").toString(), { topic: "orders/paid" });
  await storeDeliveries([paid], soon());
  const after = await operator("GET", "/shopify/orders/6200000031677");
  expect(after.body.order.email).toBeUndefined();
  expect(after.body.raw).toBeUndefined();
});

test("a customer erased while one of their webhooks is being stored stays erased", async () => {
  const id = "6288000000001";
  const stateAt = (second: number) => arrival({ id, second, pieces: { glazed: 1 }, email: "late@example.com" });
  await storeDeliveries([stateAt(1)], soon());
  const body = { shop_domain: fixtureShop.shop, customer: null, orders_to_redact: [id] };
  const request = await privacyRequest(JSON.stringify(body), "customer-redact");

  const bodies = holdBodies();
  const storing = storeDeliveries([stateAt(2)], soon());
  await bodies.reached;
  expect(await honour(request, soon(), forgetWishesOf)).toBe(true);
  bodies.letGo();
  expect(await storing).toEqual([true]);
  expect(await whereKept("late@")).toEqual([]);
});

test("a data request becomes a task, which forgets the customer once it is done", async () => {
  const request = await privacyRequest(fixtureBody("40-data-request.json").toString(), "data-request");
  for (let times = 0; times < 2; times++) await honour(request, soon(), forgetWishesOf);
  const { tasks } = (await operator("GET", "/shopify/tasks?status=open")).body;
  expect(tasks).toMatchObject([{ email: "gaon@example.com", orderIds: ["6200000031677"], status: "open" }]);
  const done = await operator("POST", `/shopify/tasks/${tasks[0].id}/done`);
  expect(done.body.task).toMatchObject({ status: "done", done: { by: { name: "Mina@example.com".toLowerCase() } } });
  expect(done.body.task.email).toBeUndefined();
  expect(await whereKept("gaon@")).toEqual([]);
  expect((await operator("POST", "/shopify/tasks/none/done")).status).toBe(404);
});

test("a customer erased before their data request is answered leaves a task without a name", async () => {
  const asked = await privacyRequest(fixtureBody("40-data-request.json").toString(), "data-request");
  const forget = await privacyRequest(fixtureBody("41-customer-redact.json").toString(), "customer-redact");
  for (const request of [forget, asked, forget]) expect(await honour(request, soon(), forgetWishesOf)).toBe(true);
  expect(await whereKept("gaon@")).toEqual([]);
  const { tasks } = (await operator("GET", "/shopify/tasks?status=open")).body;
  expect(tasks).toMatchObject([{ orderIds: ["6200000031677"], redactedAt: expect.any(String) }]);
  expect(tasks[0].customerId).toBeUndefined();
  expect((await operator("POST", `/shopify/tasks/${tasks[0].id}/done`)).body.task.status).toBe("done");
});

test("a shop that has left is erased completely", async () => {
  const asked = await privacyRequest(fixtureBody("40-data-request.json").toString(), "data-request");
  const request = await privacyRequest(fixtureBody("42-shop-redact.json").toString(), "shop-redact");
  // In the other order: they are two messages, and the shop's may come first.
  expect(await honour(request, soon(), forgetWishesOf)).toBe(true);
  expect(await honour(asked, soon(), forgetWishesOf)).toBe(true);
  const { tasks } = (await operator("GET", "/shopify/tasks?status=open")).body;
  expect(tasks).toMatchObject([{ orderIds: ["6200000031677"], redactedAt: expect.any(String) }]);
  expect(await readAll("ShopifyBodyTable")).toEqual([]);
  expect(await whereKept("gaon@")).toEqual([]);
  const orders = await readAll("ShopifyOrderTable");
  expect(orders.length).toBeGreaterThan(0);
  expect(orders.filter(({ email }) => email !== undefined)).toEqual([]);
});
