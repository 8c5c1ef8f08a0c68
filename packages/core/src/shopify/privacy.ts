import type { ShopifyDelivery } from "@donut/contracts/shopify";
import { Resource } from "sst";
import * as z from "zod";
import { queryAll, queryPages } from "../aws/query-page.ts";
import { transact } from "../aws/transact.ts";
import { arrivalsOf, deliveriesOf, deliveryKind } from "./delivery.ts";
import { forgetDeliveries, forgetDelivery } from "./forget-deliveries.ts";
import { closeRequest } from "./open-privacy.ts";
import { parsePrivacy } from "./parse.ts";
import { readBody } from "./raw-body.ts";
import {
  orderKey,
  orderKind,
  readStoredOrders,
  type StoredOrder,
  storedOrder,
  storedOrderPut,
} from "./stored-order.ts";
import { blankTask, openTasks } from "./tasks.ts";

export interface PrivacyRequested {
  shop: string;
  request: "data-request" | "customer-redact" | "shop-redact";
  webhookId: string;
  deliveryId: string;
}

const mostDeliveries = 1_000;
const atOnce = 100;

/**
 * Carries out a privacy request of a customer or a shop. Sales are kept, but not who made them. Safe to repeat; what
 * has been erased once is not processed again.
 *
 * @param forgetElsewhere erases what other parts of the shop know of a customer
 * @returns false if time ran out (`giveUpAt`, ms since the epoch)
 */
export async function honour(
  requested: PrivacyRequested,
  giveUpAt: number,
  forgetElsewhere: (email: string) => Promise<void>,
): Promise<boolean> {
  const done = await forget(requested, giveUpAt, forgetElsewhere);
  if (done) await closeRequest(requested.deliveryId);
  return done;
}

async function forget(
  requested: PrivacyRequested,
  giveUpAt: number,
  forgetElsewhere: (email: string) => Promise<void>,
): Promise<boolean> {
  const { shop, request, webhookId, deliveryId } = requested;
  // Its task was created together with the delivery.
  if (request === "data-request") return true;
  if (request === "shop-redact") return forgetShop(requested, giveUpAt);

  const raw = await readBody(deliveryId);
  // It was done before: its own body is deleted last.
  if (raw === undefined) return true;
  const parsed = parsePrivacy(raw, shop);
  if (parsed.status === "invalid") throw new Error(`The kept body of ${deliveryId} cannot be read.`);
  const { customerId, email, orderIds } = parsed.value;
  const named = await readStoredOrders(orderIds.map((id) => orderKey(shop, id)));
  const theirs = email === undefined ? [] : await ordersOf(shop, email);
  const orders = new Map([...named, ...theirs.map((order) => [order.id, order] as const)]);
  for (const order of orders.values()) {
    if (Date.now() > giveUpAt) return false;
    if (!(await forgetPerson(order, giveUpAt))) return false;
  }
  const asked = "email = :email OR customerId = :customerId";
  await forgetTasks(shop, asked, { ":email": email ?? "", ":customerId": customerId ?? "" });
  if (email !== undefined) await forgetElsewhere(email.toLowerCase());
  await forgetDeliveries(await arrivalsOf(webhookId));
  return true;
}

/** Erases who ordered, and deletes every body that says so. */
async function forgetPerson(order: StoredOrder, giveUpAt: number): Promise<boolean> {
  // Also before: an order without personal data cannot be found by an e-mail address any more, should the worker stop
  // here.
  await forgetDeliveries(await deliveriesOf(order.id, mostDeliveries));
  let seen: StoredOrder | undefined = order;
  while (seen !== undefined && Date.now() < giveUpAt) {
    const { email: _, customerId: __, ...sale }: StoredOrder = seen;
    const after = { ...sale, redactedAt: seen.redactedAt ?? new Date().toISOString(), writes: seen.writes + 1 };
    // First, so that no further body is stored.
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

/** Erases every order of the shop, who asked, and every body, that of this request last. */
async function forgetShop({ shop, deliveryId }: PrivacyRequested, giveUpAt: number): Promise<boolean> {
  const orders = queryPages({
    TableName: Resource.ShopifyOrderTable.name,
    IndexName: "recent",
    KeyConditionExpression: "kind = :kind",
    FilterExpression: "shop = :shop AND attribute_not_exists(redactedAt)",
    ExpressionAttributeValues: { ":kind": orderKind, ":shop": shop },
    Limit: atOnce,
  });
  for await (const page of orders) {
    for (const order of z.array(storedOrder).parse(page)) if (!(await forgetPerson(order, giveUpAt))) return false;
    if (Date.now() > giveUpAt) return false;
  }
  await forgetTasks(shop, "id <= :until", { ":until": deliveryId });
  const deliveries = queryPages({
    TableName: Resource.ShopifyDeliveryTable.name,
    IndexName: "recent",
    KeyConditionExpression: "kind = :kind AND id <= :until",
    FilterExpression: "shop = :shop AND attribute_exists(bodyUntil)",
    ExpressionAttributeValues: { ":kind": deliveryKind, ":shop": shop, ":until": deliveryId },
    Limit: atOnce,
  });
  for await (const page of deliveries) {
    await forgetDeliveries(page as unknown as ShopifyDelivery[]);
    if (Date.now() > giveUpAt) return false;
  }
  return true;
}

/** Tasks remain to be done; whom they are about is erased, and so is the request that created them. */
async function forgetTasks(shop: string, which: string, values: Record<string, string>): Promise<void> {
  for (const { id, webhookId } of await openTasks(shop, which, values)) {
    await blankTask(id);
    await forgetDelivery(webhookId, id);
  }
}

async function ordersOf(shop: string, email: string): Promise<StoredOrder[]> {
  const items = await queryAll({
    TableName: Resource.ShopifyOrderTable.name,
    IndexName: "byEmail",
    KeyConditionExpression: "email = :email",
    ExpressionAttributeValues: { ":email": email },
  });
  const orders = await readStoredOrders(items.map(({ id }) => String(id)));
  return [...orders.values()].filter((order) => order.shop === shop && order.email === email);
}
