import { sampleWebhook } from "@donut/core/shopify/sample-webhook";
import { sendWebhook, signed, webhookHeaders } from "@donut/testing/shopify-fixtures";
import { atRate } from "./figures.ts";

export interface Flood {
  /** Under which the webhooks should be found. */
  ids: string[];
  /** Sends them at a steady rate to the shop's webhook endpoint. @returns how long each took to be answered, in ms */
  send(door: string, seconds: number): Promise<number[]>;
}

/** Distinct webhooks, signed beforehand: what is measured while they are sent does not pay for that. */
export function prepareFlood(webhooks: number): Flood {
  const run = Date.now();
  const bodies = Array.from({ length: webhooks }, (_, nth) => sampleWebhook({ run, nth }));
  const calls = bodies.map(({ topic, body }) => ({ body, headers: webhookHeaders(topic, signed(body)) }));
  return {
    ids: calls.map(({ headers }) => headers["x-shopify-webhook-id"] ?? ""),
    send: (door, seconds) =>
      atRate(webhooks / seconds, webhooks, async (index) => {
        const { body = "", headers = {} } = calls[index] ?? {};
        const status = await sendWebhook({ shopify: door }, body, headers);
        if (status !== 200) throw new Error(`A webhook was not taken: ${status}`);
      }),
  };
}
