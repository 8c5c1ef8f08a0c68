import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { ShopifyDelivery } from "@donut/contracts/shopify";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryAll, queryPage } from "../aws/query-page.ts";
import { transact } from "../aws/transact.ts";
import { arrivalsOf, deliveriesOf, deliveryKind } from "./delivery.ts";
import { parsePrivacy } from "./parse.ts";
import { forgetBodies, readBody } from "./raw-body.ts";
import {
  orderKey,
  orderKind,
  readStoredOrders,
  type StoredOrder,
  storedOrder,
  storedOrderPut,
} from "./stored-order.ts";
import { addTask } from "./tasks.ts";

export interface PrivacyRequested {
  shop: string;
  request: "data-request" | "customer-redact" | "shop-redact";
  webhookId: string;
  deliveryId: string;
}

/** By law: https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
const daysToAnswer = 30;
const mostDeliveries = 1_000;
const atOnce = 25;

/**
 * Does what a customer or a shop has a right to. Sales are kept, whose they were is not: safe to repeat, and what has been
 * forgotten once is not looked at again.
 *
 * @returns false if there was no time for all (until `giveUpAt`, ms since the epoch)
 */
export async function honour(requested: PrivacyRequested, giveUpAt: number): Promise<boolean> {
  const { shop, request, webhookId, deliveryId } = requested;
  if (request === "shop-redact") return forgetShop(requested, giveUpAt);

  const raw = await readBody(deliveryId);
  // It was done before, and its own body went last.
  if (raw === undefined) return true;
  const parsed = parsePrivacy(raw, shop);
  if (parsed.status === "invalid") throw new Error(`The kept body of ${deliveryId} cannot be read.`);
  const { customerId, email, orderIds } = parsed.value;
  if (request === "data-request") {
    const arrival = (await arrivalsOf(webhookId)).find(({ id }) => id === deliveryId);
    const receivedAt = arrival?.receivedAt ?? new Date().toISOString();
    const dueAt = new Date(Date.parse(receivedAt) + daysToAnswer * 24 * 3_600_000).toISOString();
    await addTask({
      id: deliveryId,
      kind: "data-request",
      shop,
      receivedAt,
      dueAt,
      ...(customerId && { customerId }),
      ...(email && { email }),
      orderIds,
      status: "open",
    });
    return true;
  }
  const named = await readStoredOrders(orderIds.map((id) => orderKey(shop, id)));
  const theirs = email === undefined ? [] : await ordersOf(shop, email);
  const orders = new Map([...named, ...theirs.map((order) => [order.id, order] as const)]);
  for (const order of orders.values()) {
    if (Date.now() > giveUpAt) return false;
    if (!(await forgetPerson(order, giveUpAt))) return false;
  }
  await forgetDeliveries(await arrivalsOf(webhookId));
  return true;
}

/** Blanks who ordered, and lets go of every body that tells it. */
async function forgetPerson(order: StoredOrder, giveUpAt: number): Promise<boolean> {
  let seen: StoredOrder | undefined = order;
  while (seen !== undefined && Date.now() < giveUpAt) {
    const { email: _, customerId: __, ...sale }: StoredOrder = seen;
    const after = { ...sale, redactedAt: seen.redactedAt ?? new Date().toISOString(), writes: seen.writes + 1 };
    // First, so that no further body is kept.
    const result = await transact([storedOrderPut(after, seen)], giveUpAt);
    if (result.status === "committed") {
      await forgetDeliveries(await deliveriesOf(order.id, mostDeliveries));
      return true;
    }
    if (result.status === "conflict") return false;
    const found = result.found.get(0);
    seen = found && storedOrder.parse(found);
  }
  return seen === undefined;
}

async function forgetDeliveries(deliveries: ShopifyDelivery[]): Promise<void> {
  const kept = deliveries.filter(({ bodyUntil }) => bodyUntil !== undefined);
  await forgetBodies(kept.map(({ id }) => id));
  for (const { webhookId, id } of kept) {
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.ShopifyDeliveryTable.name,
        Key: { webhookId, id },
        UpdateExpression: "REMOVE bodyUntil",
        ConditionExpression: "attribute_exists(id)",
      }),
    );
  }
}

/** Every order of the shop, and every body, that of this request last. */
async function forgetShop({ shop, deliveryId }: PrivacyRequested, giveUpAt: number): Promise<boolean> {
  for (;;) {
    if (Date.now() > giveUpAt) return false;
    const page = await queryPage({
      limit: atOnce,
      partition: { kind: orderKind },
      position: ["id", "firstStoredAt"],
      query: {
        TableName: Resource.ShopifyOrderTable.name,
        IndexName: "recent",
        KeyConditionExpression: "kind = :kind",
        FilterExpression: "shop = :shop AND attribute_not_exists(redactedAt)",
        ExpressionAttributeValues: { ":kind": orderKind, ":shop": shop },
      },
    });
    const orders = page.status === "page" ? z.array(storedOrder).parse(page.items) : [];
    if (orders.length === 0) break;
    for (const order of orders) if (!(await forgetPerson(order, giveUpAt))) return false;
  }
  for (;;) {
    if (Date.now() > giveUpAt) return false;
    const page = await queryPage({
      limit: atOnce,
      partition: { kind: deliveryKind },
      position: ["webhookId", "id"],
      query: {
        TableName: Resource.ShopifyDeliveryTable.name,
        IndexName: "recent",
        KeyConditionExpression: "kind = :kind AND id <= :until",
        FilterExpression: "shop = :shop AND attribute_exists(bodyUntil)",
        ExpressionAttributeValues: { ":kind": deliveryKind, ":shop": shop, ":until": deliveryId },
      },
    });
    const items = page.status === "page" ? page.items : [];
    if (items.length === 0) return true;
    await forgetDeliveries(items as unknown as ShopifyDelivery[]);
  }
}

async function ordersOf(shop: string, email: string): Promise<StoredOrder[]> {
  const items = await queryAll({
    TableName: Resource.ShopifyOrderTable.name,
    IndexName: "byEmail",
    KeyConditionExpression: "email = :email",
    ExpressionAttributeValues: { ":email": email },
  });
  return z
    .array(storedOrder)
    .parse(items)
    .filter((order) => order.shop === shop);
}
