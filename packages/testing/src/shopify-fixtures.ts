import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

const folder = new URL("../shopify-fixtures/", import.meta.url);

export interface Expected {
  topic: string;
  bytes: number;
  hmac: string;
  result: string;
  units?: Record<string, number>;
  total?: number | string;
  currency?: string;
  orderId?: string;
  unmapped?: string[];
  map?: Record<string, { productId: string; units: number }>;
  why?: string;
  backorder?: boolean;
}

const file = JSON.parse(readFileSync(new URL("expected.json", folder), "utf8"));

/** The secret that bodies are signed with, and their shop: the same as in the secrets of a local start. */
export const fixtureShop: { secret: string; previousSecret: string; shop: string } = file;

/** The expected result of each body, by its file's name. */
export const fixtures: Record<string, Expected> = file.fixtures;

/** @returns the body, byte for byte */
export function fixtureBody(name: string): Buffer {
  return readFileSync(new URL(name, folder));
}

export function signed(body: Buffer | string, secret = fixtureShop.secret): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}

let deliveries = 0;

/** The headers of one webhook, with its own ids. */
export function webhookHeaders(topic: string, hmac: string, more: Record<string, string> = {}): Record<string, string> {
  const id = `${process.pid}-${Date.now()}-${++deliveries}`;
  return {
    "content-type": "application/json",
    "x-shopify-topic": topic,
    "x-shopify-hmac-sha256": hmac,
    "x-shopify-shop-domain": fixtureShop.shop,
    "x-shopify-api-version": "2026-07",
    "x-shopify-webhook-id": `webhook-${id}`,
    "x-shopify-event-id": `event-${id}`,
    "x-shopify-triggered-at": "2026-11-20T00:00:01.123456789Z",
    ...more,
  };
}

/** URL of the Shopify API. */
interface Door {
  shopify: string;
}

/** Sends a fixture as Shopify does, signed with the local secret. @returns the response status */
export function sendFixture(door: Door, name: string, more: Record<string, string> = {}): Promise<number> {
  const body = fixtureBody(name);
  return sendWebhook(door, body, webhookHeaders(fixtures[name]?.topic ?? "", signed(body), more));
}

/** @returns the response status */
export async function sendWebhook(
  { shopify }: Door,
  body: Buffer | string,
  headers: Record<string, string>,
): Promise<number> {
  const bytes = new Uint8Array(Buffer.from(body));
  const response = await fetch(`${shopify}/webhooks`, { method: "POST", headers, body: bytes });
  await response.arrayBuffer();
  return response.status;
}
