import { type DeliveryResult, type ShopifyDelivery, shopifyDelivery } from "@donut/contracts/shopify";
import { Resource } from "sst";
import * as z from "zod";
import { queryAll, queryPage } from "../aws/query-page.ts";
import type { TransactItem } from "../aws/transact.ts";
import type { Envelope } from "./envelope.ts";
import { bodyUntil } from "./raw-body.ts";
import { orderKey } from "./stored-order.ts";

/** The one partition of the `recent` index. */
export const deliveryKind = "delivery";

export interface Outcome {
  result: DeliveryResult;
  pointer?: string;
  reason?: string;
  orderId?: string;
  orderName?: string;
}

/** The part of a transaction that records the result of a delivery. */
export function deliveryPut(
  { deliveryId: id, ...envelope }: Envelope,
  outcome: Outcome,
  { bodyKept }: { bodyKept: boolean },
): TransactItem {
  const { webhookId, eventId, shop, topic, source, receivedAt, bytes, signedWith, correlationId } = envelope;
  const item: ShopifyDelivery = {
    id,
    webhookId,
    ...(eventId && { eventId }),
    shop,
    topic,
    source,
    receivedAt,
    handledAt: new Date().toISOString(),
    bytes,
    ...(signedWith && { signedWith }),
    ...outcome,
    correlationId,
    ...(bodyKept && { bodyUntil: bodyUntil(receivedAt).toISOString() }),
  };
  const order = outcome.orderId && { orderKey: orderKey(shop, outcome.orderId) };
  return {
    Put: { TableName: Resource.ShopifyDeliveryTable.name, Item: { ...item, kind: deliveryKind, ...order } },
  };
}

export type DeliveryPage =
  | { status: "page"; deliveries: ShopifyDelivery[]; next?: string | undefined }
  | { status: "bad-cursor" };

/** @returns up to `limit` deliveries, newest first */
export async function listDeliveries(
  limit: number,
  cursor: string | undefined,
  result?: DeliveryResult | undefined,
): Promise<DeliveryPage> {
  const page = await queryPage({
    limit,
    cursor,
    partition: { kind: deliveryKind },
    position: ["webhookId", "id"],
    query: {
      TableName: Resource.ShopifyDeliveryTable.name,
      IndexName: "recent",
      KeyConditionExpression: "kind = :kind",
      ExpressionAttributeValues: { ":kind": deliveryKind, ":result": result },
      ScanIndexForward: false,
      ...(result && { FilterExpression: "#result = :result", ExpressionAttributeNames: { "#result": "result" } }),
    },
  });
  if (page.status === "bad-cursor") return page;
  return { status: "page", deliveries: z.array(shopifyDelivery).parse(page.items), next: page.next };
}

/** @returns every arrival of a webhook, newest first */
export async function arrivalsOf(webhookId: string): Promise<ShopifyDelivery[]> {
  const items = await queryAll({
    TableName: Resource.ShopifyDeliveryTable.name,
    KeyConditionExpression: "webhookId = :webhookId",
    ExpressionAttributeValues: { ":webhookId": webhookId },
    ScanIndexForward: false,
    ConsistentRead: true,
  });
  return z.array(shopifyDelivery).parse(items);
}

/** @returns up to `limit` deliveries about an order, newest first */
export async function deliveriesOf(key: string, limit: number): Promise<ShopifyDelivery[]> {
  const page = await queryPage({
    limit,
    partition: { orderKey: key },
    position: ["webhookId", "id"],
    query: {
      TableName: Resource.ShopifyDeliveryTable.name,
      IndexName: "byOrder",
      KeyConditionExpression: "orderKey = :orderKey",
      ExpressionAttributeValues: { ":orderKey": key },
      ScanIndexForward: false,
    },
  });
  return page.status === "page" ? z.array(shopifyDelivery).parse(page.items) : [];
}
