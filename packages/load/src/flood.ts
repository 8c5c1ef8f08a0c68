import { sampleWebhook } from "@donut/core/shopify/sample-webhook";
import { sendWebhook, signed, webhookHeaders } from "@donut/testing/shopify-fixtures";
import { atRate } from "./figures.ts";

/**
 * Sends distinct webhooks at a steady rate to the shop's webhook endpoint.
 * @param door URL of the Shopify API
 * @returns how long each took to be answered, in ms, and the ids under which they should be found
 */
export async function flood(door: string, webhooks: number, seconds: number) {
  const run = Date.now();
  const bodies = Array.from({ length: webhooks }, (_, nth) => sampleWebhook({ run, nth }));
  const calls = bodies.map(({ topic, body }) => ({ body, headers: webhookHeaders(topic, signed(body)) }));
  const took = await atRate(webhooks / seconds, webhooks, async (index) => {
    const { body = "", headers = {} } = calls[index] ?? {};
    const status = await sendWebhook({ shopify: door }, body, headers);
    if (status !== 200) throw new Error(`A webhook was not taken: ${status}`);
  });
  return { took, ids: calls.map(({ headers }) => headers["x-shopify-webhook-id"] ?? "") };
}
