import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { ShopifyDelivery } from "@donut/contracts/shopify";
import { Resource } from "sst";
import { v7 } from "uuid";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { dynamodb } from "../aws/clients.ts";
import { arrivalsOf } from "./delivery.ts";
import { parseOrder } from "./parse.ts";
import { queueDelivery } from "./queue-delivery.ts";
import { readBody } from "./raw-body.ts";

const patienceMs = 5_000;

type Queued = { status: "queued"; webhookId: string; correlationId: string };

export type Retried =
  | Queued
  | { status: "unknown-delivery" }
  /** It was not given up, so there is nothing to correct. */
  | { status: "not-given-up"; result: ShopifyDelivery["result"] }
  /** Its body is no longer stored, so a retry needs a new one. */
  | { status: "no-body" };

/** Retries the latest delivery of a webhook that was given up, with another body if one is given. */
export async function retryDelivery(webhookId: string, body: string | undefined, actor: AuditActor): Promise<Retried> {
  const arrivals = await arrivalsOf(webhookId);
  const [latest] = arrivals;
  const delivery = arrivals.find(({ result }) => result === "given-up");
  if (latest === undefined) return { status: "unknown-delivery" };
  if (delivery === undefined) return { status: "not-given-up", result: latest.result };
  const raw = body === undefined ? await readBody(delivery.id) : Buffer.from(body);
  if (raw === undefined) return { status: "no-body" };
  const { shop, topic } = delivery;
  const retryId = `retry-${v7()}`;
  return audited<Retried>(
    {
      actor,
      action: "shopify.retry",
      target: webhookId,
      detail: { topic, corrected: body !== undefined, bytes: raw.byteLength, as: retryId },
    },
    async () => {
      const queued = await queueDelivery(
        { source: "retry", shop, topic, webhookId: retryId, eventId: retryId },
        raw,
        AbortSignal.timeout(patienceMs),
      );
      await noteRetry(delivery, retryId);
      return { status: "queued", webhookId: retryId, correlationId: queued.correlationId };
    },
    (result) => ({ status: "succeeded", outcome: { result: result.status } }),
  );
}

export type Imported = Queued | { status: "invalid"; pointer: string; reason: string };

/** Queues one order's JSON as if Shopify had sent it: for lost webhooks, and for a shop's exports. */
export async function importOrder(raw: Buffer, actor: AuditActor): Promise<Imported> {
  const parsed = parseOrder(raw);
  if (parsed.status === "invalid") return parsed;
  const importId = `import-${v7()}`;
  return audited<Imported>(
    { actor, action: "shopify.import", target: parsed.value.id, detail: { bytes: raw.byteLength, as: importId } },
    async () => {
      const { correlationId } = await queueDelivery(
        {
          source: "import",
          shop: Resource.ShopifyShop.value.toLowerCase(),
          topic: "orders/updated",
          webhookId: importId,
          eventId: importId,
        },
        raw,
        AbortSignal.timeout(patienceMs),
      );
      return { status: "queued", webhookId: importId, correlationId };
    },
    (result) => ({ status: "succeeded", outcome: { result: result.status } }),
  );
}

async function noteRetry({ webhookId, id }: ShopifyDelivery, retriedAs: string): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.ShopifyDeliveryTable.name,
      Key: { webhookId, id },
      UpdateExpression: "SET retriedAs = :retriedAs",
      ConditionExpression: "attribute_exists(id)",
      ExpressionAttributeValues: { ":retriedAs": retriedAs },
    }),
  );
}
