import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import { type ShopifyDelivery, shopifyDelivery } from "@donut/contracts/shopify";
import { sqs } from "@donut/core/aws/clients";
import { donuts } from "@donut/core/catalog/donuts";
import { envelope } from "@donut/core/shopify/envelope";
import { readBody } from "@donut/core/shopify/raw-body";
import { orderKey, readStoredOrder, storedOrder } from "@donut/core/shopify/stored-order";
import { readStock } from "@donut/core/stock/stock-item";
import { announced, readAll } from "@donut/core/testing";
import { fixtureBody, fixtureShop, fixtures, signed, webhookHeaders } from "@donut/testing/shopify-fixtures";
import type { Context, SQSBatchResponse } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handler as consumer } from "../consumers/shopify.ts";
import { callApi, recordOf, startEngines } from "../testing.ts";
import { handler } from "./shopify.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
let queueUrl = "";
beforeAll(async () => {
  engines = await startEngines((queues) => {
    queueUrl = `${queues}/Shopify`;
    return {
      ShopifyWebhookSecret: { value: fixtureShop.secret },
      ShopifyWebhookSecretPrevious: { value: fixtureShop.previousSecret },
      ShopifyShop: { value: fixtureShop.shop },
      ShopifyQueue: { url: queueUrl },
    };
  });
  await sqs.send(new CreateQueueCommand({ QueueName: "Shopify" }));
});
afterAll(() => engines.stop());

const send = (body: string | Buffer, headers: Record<string, string>) =>
  callApi(handler, "/webhooks", { method: "POST", body, headers });

/** Has the consumer handle everything in the queue. */
async function consume(): Promise<void> {
  for (;;) {
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ["ApproximateReceiveCount"],
      }),
    );
    if (messages.length === 0) return;
    const arn = "arn:aws:sqs:us-east-1:000000000000:Shopify";
    const context = { awsRequestId: "request", getRemainingTimeInMillis: () => 30_000 } as Context;
    const response = (await consumer(
      { Records: messages.map((it) => recordOf(it, arn)) },
      context,
    )) as SQSBatchResponse;
    expect(response.batchItemFailures).toEqual([]);
  }
}

async function onQueue(): Promise<number> {
  const { Attributes: attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
  );
  return Number(attributes?.ApproximateNumberOfMessages);
}

async function deliveries(): Promise<ShopifyDelivery[]> {
  return (await readAll("ShopifyDeliveryTable")).map((item) => shopifyDelivery.parse(item));
}

async function refusals(): Promise<Record<string, number>> {
  const items = await readAll("ShopifyRefusalTable");
  return Object.fromEntries(items.map(({ reason, count }) => [String(reason), Number(count)]));
}

describe.each(Object.entries(fixtures))("%s", (name, expected) => {
  const body = fixtureBody(name);

  test("is accepted byte by byte, with the expected result", async () => {
    expect(body.byteLength).toBe(expected.bytes);
    const headers = webhookHeaders(expected.topic, expected.hmac);
    // As text, which is how the gateway passes UTF-8.
    expect((await send(body.toString(), headers)).status).toBe(200);
    expect(await onQueue()).toBe(1);
    await consume();

    const webhookId = headers["x-shopify-webhook-id"];
    const [delivery] = (await deliveries()).filter((it) => it.webhookId === webhookId);
    if (!delivery) throw new Error("The delivery is not there.");
    expect(await readBody(delivery.id)).toEqual(body);
    expect(delivery).toMatchObject({ topic: expected.topic, bytes: expected.bytes, signedWith: "current" });
    expect(delivery.result).toBe(resultOf(expected.result));
    if (expected.why !== undefined) {
      expect([delivery.pointer, delivery.reason].filter(Boolean).join(" ")).toBe(expected.why);
      const given = (await announced()).filter(
        (event) => event.type === "shopify.delivery_given_up" && event.data.webhookId === webhookId,
      );
      expect(given).toHaveLength(1);
    }
    if (expected.orderId !== undefined) expect(delivery.orderId).toBe(expected.orderId);
    if (expected.units === undefined || expected.map) return;

    const order = await readStoredOrder(orderKey(fixtureShop.shop, delivery.orderId ?? ""));
    expect(order?.units).toEqual(expected.units);
    expect(order?.unmapped.map(({ sku }) => sku)).toEqual(expected.unmapped ?? []);
    expect(Object.keys(order?.owed ?? {}).length > 0).toBe(expected.backorder ?? name.startsWith("11-"));
    if (expected.total !== undefined)
      expect(order?.total).toMatchObject({ amount: String(expected.total), currency: expected.currency });
  });
});

function resultOf(result: string): string {
  if (result.startsWith("stored-as-test")) return "test";
  if (/^(stored|updated|cancelled)/.test(result)) return "stored";
  return result === "ignored-or-fetch" ? "noted" : result;
}

test("after all of them, every unit is accounted for, and what is owed has been requested once", async () => {
  const stock = await readStock();
  const orders = (await readAll("ShopifyOrderTable")).map((item) => storedOrder.parse(item));
  for (const { id, initialStock } of donuts) {
    const { available = 0, reserved = 0, owed = 0, shortageId } = stock.get(id) ?? {};
    const sumOf = (of: "taken" | "owed") => orders.reduce((sum, order) => sum + (order[of][id] ?? 0), 0);
    expect(available + reserved + sumOf("taken"), id).toBe(initialStock);
    expect(sumOf("owed"), id).toBe(owed);
    if (owed > 0) expect(shortageId, id).toBeDefined();
  }
  const asked = (await announced()).filter(({ type }) => type === "stock.depleted");
  expect(new Set(asked.map(({ data }) => "productId" in data && data.productId)).size).toBe(asked.length);
});

describe("a signature", () => {
  const name = "01-single-line.json";
  const body = fixtureBody(name);
  const { topic, hmac } = fixtures[name] ?? { topic: "", hmac: "" };

  test("made with the secret before a rotation is valid, and the delivery says so", async () => {
    const headers = webhookHeaders(topic, signed(body, fixtureShop.previousSecret));
    expect((await send(body.toString(), headers)).status).toBe(200);
    await consume();
    const found = (await deliveries()).find(({ webhookId }) => webhookId === headers["x-shopify-webhook-id"]);
    expect(found).toMatchObject({ signedWith: "previous", result: "stale" });
  });

  test("is computed over the bytes, however the gateway passes them", async () => {
    expect((await send(body, webhookHeaders(topic, hmac))).status).toBe(200);
    expect(await onQueue()).toBe(1);
    await consume();
  });

  test("is verified for bytes that are not text; what they are is found out later", async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    const headers = webhookHeaders(topic, signed(bytes));
    expect((await send(bytes, headers)).status).toBe(200);
    await consume();
    const found = (await deliveries()).find(({ webhookId }) => webhookId === headers["x-shopify-webhook-id"]);
    expect(found).toMatchObject({ result: "given-up", reason: "not JSON" });
    expect(await readBody(found?.id ?? "")).toEqual(bytes);
  });

  const flipped = Buffer.from(body);
  flipped[100] = (flipped[100] ?? 0) ^ 1;
  const cases: [string, Buffer | string, Record<string, string>, string][] = [
    ["with one bit of the body flipped", flipped, webhookHeaders(topic, hmac), "mismatch"],
    ["of another secret", body, webhookHeaders(topic, signed(body, "another")), "mismatch"],
    ["of no secret at all", body, webhookHeaders(topic, signed(body, "")), "mismatch"],
    ["of a body that was parsed and written anew", `${body.toString()} `, webhookHeaders(topic, hmac), "mismatch"],
    ["in hex", body, webhookHeaders(topic, Buffer.from(hmac, "base64").toString("hex")), "wrong-length"],
    ["that is empty", body, webhookHeaders(topic, ""), "no-header"],
  ];

  test.each(cases)("%s is refused, counted, and nothing is queued", async (_, sent, headers, reason) => {
    const before = (await refusals())[reason] ?? 0;
    const answer = await send(sent, headers);
    expect(answer.status).toBe(401);
    expect(answer.body.type).toMatch(/\/webhook-signature$/);
    expect((await refusals())[reason]).toBe(before + 1);
    expect(await onQueue()).toBe(0);
  });

  test("that is missing is refused, even with an empty body", async () => {
    const { "x-shopify-hmac-sha256": _, ...headers } = webhookHeaders(topic, hmac);
    expect((await send("", headers)).status).toBe(401);
    const events = await send(body, { ...headers, "shopify-hmac-sha256": hmac });
    expect(events.body.detail).toContain("new events");
    expect(await onQueue()).toBe(0);
  });
});

describe("a webhook", () => {
  const name = "01-single-line.json";
  const body = fixtureBody(name);
  const { topic, hmac } = fixtures[name] ?? { topic: "", hmac: "" };

  test.each(["x-shopify-topic", "x-shopify-shop-domain"])("without %s is refused", async (header) => {
    const { [header]: _, ...headers } = webhookHeaders(topic, hmac);
    const answer = await send(body, headers);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(`/${header}`);
    expect(await onQueue()).toBe(0);
  });

  test("of another shop is refused, and counted under the shop it names", async () => {
    const headers = webhookHeaders(topic, hmac, { "x-shopify-shop-domain": "other.myshopify.com" });
    const answer = await send(body, headers);
    expect(answer.status).toBe(400);
    expect(answer.body.type).toMatch(/\/other-shop$/);
    const items = await readAll("ShopifyRefusalTable");
    expect(items.find(({ reason }) => reason === "other-shop")).toMatchObject({ lastShop: "other.myshopify.com" });
    expect(await onQueue()).toBe(0);
  });

  test("that is too large for any message is given up, with its size, and acknowledged", async () => {
    const { randomBytes } = await import("node:crypto");
    const noise = randomBytes(1_500_000);
    const headers = webhookHeaders(topic, signed(noise));
    expect((await send(noise, headers)).status).toBe(200);
    await consume();
    const found = (await deliveries()).find(({ webhookId }) => webhookId === headers["x-shopify-webhook-id"]);
    expect(found).toMatchObject({ result: "given-up", bytes: noise.byteLength });
    expect(found?.reason).toContain("1500000 bytes");
    expect(found?.bodyUntil).toBeUndefined();
  });

  test("that arrives twice is stored once, and the second shows as a duplicate", async () => {
    const order = body.toString().replaceAll("6200000031677", "6299999999999");
    const headers = webhookHeaders(topic, signed(order));
    expect((await send(order, headers)).status).toBe(200);
    expect((await send(order, headers)).status).toBe(200);
    const before = (await readStock()).get("glazed")?.available ?? 0;
    await consume();
    const found = (await deliveries()).filter(({ webhookId }) => webhookId === headers["x-shopify-webhook-id"]);
    expect(found.map(({ result }) => result).sort()).toEqual(["duplicate", "stored"]);
    const [stock, key] = [await readStock(), orderKey(fixtureShop.shop, "6299999999999")];
    const { taken = {}, owed = {} } = (await readStoredOrder(key)) ?? {};
    expect((taken.glazed ?? 0) + (owed.glazed ?? 0)).toBe(2);
    expect(before - (stock.get("glazed")?.available ?? 0)).toBe(taken.glazed ?? 0);
  });

  test("of an order, resent with a privacy topic, erases nobody: the topic is not signed", async () => {
    for (const other of ["shop/redact", "customers/redact", "customers/data_request"]) {
      const headers = webhookHeaders(other, hmac);
      expect((await send(body, headers)).status).toBe(200);
      await consume();
      const found = (await deliveries()).find(({ webhookId }) => webhookId === headers["x-shopify-webhook-id"]);
      expect(found).toMatchObject({ result: "given-up", pointer: "/shop_domain", reason: "is missing" });
      const asked = (await announced()).filter(
        (event) =>
          event.type === "shopify.privacy_requested" && event.data.webhookId === headers["x-shopify-webhook-id"],
      );
      expect(asked).toEqual([]);
    }
  });

  test("for one event on two topics is handled for both", async () => {
    const order = body.toString().replaceAll("6200000031677", "6299999999998");
    const eventId = { "x-shopify-event-id": "one-event" };
    for (const each of ["orders/create", "orders/paid"])
      expect((await send(order, webhookHeaders(each, signed(order), eventId))).status).toBe(200);
    await consume();
    const found = (await deliveries()).filter((it) => it.eventId === "one-event");
    expect(found.map(({ result }) => result).sort()).toEqual(["stale", "stored"]);
  });

  test("holds its body on the queue as text, or packed when it is large", async () => {
    for (const [file, encoding] of [
      [name, undefined],
      ["11-300-lines.json", "gzip"],
    ] as const) {
      const raw = fixtureBody(file);
      await send(raw.toString(), webhookHeaders("orders/create", signed(raw)));
      const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));
      expect(envelope.parse(JSON.parse(message?.Body ?? "")).encoding).toBe(encoding);
    }
  });

  // The last test: the queue does not come back.
  test("is refused with 503 while the queue is unavailable, so that Shopify retries", async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
    const answer = await send(body, webhookHeaders(topic, hmac));
    expect(answer.status).toBe(503);
    expect(answer.headers["retry-after"]).toBe("60");
  });
});
