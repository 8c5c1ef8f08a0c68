import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import * as z from "zod";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { sqs } from "../aws/clients.ts";
import { messageBatches } from "../aws/message-batches.ts";
import { correlationId } from "../context.ts";
import { sampleWebhook } from "./sample-webhook.ts";
import { signWebhook } from "./webhook-signature.ts";

/** The part of a run that is sent in one second. */
export const samplesMessage = z.object({
  run: z.int().positive(),
  from: z.int().nonnegative(),
  count: z.int().positive(),
  correlationId: z.string().min(1),
});
export type SamplesMessage = z.infer<typeof samplesMessage>;

export interface Started {
  run: string;
  count: number;
  /** How long it takes to send them all. */
  seconds: number;
}

const batchesAtOnce = 10;

/** Starts sending samples through the shop's own webhook endpoint at a fixed rate, with one message per second. */
export async function startSamples(
  { count, perSecond }: { count: number; perSecond: number },
  actor: AuditActor,
): Promise<Started> {
  const run = Date.now();
  const seconds = Math.ceil(count / perSecond);
  const messages = Array.from({ length: seconds }, (_, second) => ({
    second,
    from: second * perSecond,
    count: Math.min(perSecond, count - second * perSecond),
  }));
  return audited(
    { actor, action: "shopify.samples", target: String(run), detail: { count, perSecond } },
    async () => {
      const batches = messageBatches(messages, () => 200);
      const queue = batches.values();
      await Promise.all(
        Array.from({ length: batchesAtOnce }, async () => {
          for (const batch of queue) await send(run, batch);
        }),
      );
      return { run: String(run), count, seconds };
    },
    (started) => ({ status: "succeeded", outcome: { ...started } }),
  );
}

async function send(run: number, batch: { second: number; from: number; count: number }[]): Promise<void> {
  const { Failed: failed = [] } = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: Resource.ShopifySampleQueue.url,
      Entries: batch.map(({ second, from, count }) => ({
        Id: String(second),
        DelaySeconds: second,
        MessageBody: JSON.stringify({ run, from, count, correlationId: correlationId() } satisfies SamplesMessage),
      })),
    }),
  );
  if (failed.length > 0) throw new Error(`${failed.length} messages of the samples were not queued.`);
}

const atOnce = 10;

/**
 * Sends the samples of one message, signed the way Shopify signs. Sent again, each is the same event, so the shop
 * processes it only once.
 *
 * @returns how many the endpoint did not accept
 */
export async function sendSamples({ run, from, count }: SamplesMessage, signal: AbortSignal): Promise<number> {
  const queue = Array.from({ length: count }, (_, index) => from + index).values();
  let refused = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const nth of queue) if (!(await deliver(run, nth, signal))) refused++;
    }),
  );
  return refused;
}

async function deliver(run: number, nth: number, signal: AbortSignal): Promise<boolean> {
  const { topic, body } = sampleWebhook({ run, nth });
  const raw = Buffer.from(body);
  const id = `sample-${run}-${nth}`;
  const response = await fetch(`${Resource.ShopifyApi.url}/webhooks`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-hmac-sha256": signWebhook(raw, Resource.ShopifyWebhookSecret.value).toString("base64"),
      "x-shopify-shop-domain": Resource.ShopifyShop.value,
      "x-shopify-api-version": "2026-07",
      "x-shopify-webhook-id": id,
      "x-shopify-event-id": id,
      "x-shopify-triggered-at": new Date(run + nth).toISOString(),
    },
    body,
    signal,
  });
  await response.arrayBuffer();
  return response.ok;
}
