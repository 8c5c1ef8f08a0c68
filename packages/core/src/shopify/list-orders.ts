import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { type ShopifyOrder, shopifyOrder } from "@donut/contracts/shopify";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { type PageQuery, queryPage } from "../aws/query-page.ts";
import {
  orderKey,
  orderKind,
  readStoredOrder,
  readStoredOrders,
  type StoredOrder,
  storedOrder,
} from "./stored-order.ts";

export type OrderPage =
  | { status: "page"; orders: ShopifyOrder[]; next?: string | undefined }
  | { status: "bad-cursor" };

export type OrderFilter = "open" | "cancelled" | "test" | "owed" | "unmapped";

/** @returns the order as it appears in lists, under Shopify's own id */
export function publicOrder(stored: StoredOrder): ShopifyOrder {
  return shopifyOrder.parse({ ...stored, id: stored.orderId });
}

/** @returns up to `limit` orders, the latest first */
export async function listOrders(
  limit: number,
  cursor: string | undefined,
  filter: OrderFilter | undefined,
): Promise<OrderPage> {
  return page(limit, cursor, {
    partition: { kind: orderKind },
    position: ["id", "firstStoredAt"],
    query: {
      TableName: Resource.ShopifyOrderTable.name,
      IndexName: "recent",
      KeyConditionExpression: "kind = :kind",
      ScanIndexForward: false,
      ...filterOf(filter),
      ExpressionAttributeValues: { ":kind": orderKind, ...filterOf(filter)?.ExpressionAttributeValues },
    },
  });
}

/**
 * @param text a whole name (`#1001` or `1001`), Shopify id, e-mail address or correlation id
 * @returns the orders it belongs to, the latest first
 */
export async function searchOrders(shop: string, text: string, limit: number): Promise<ShopifyOrder[]> {
  const wanted = text.trim();
  if (wanted === "") return [];
  const found = await Promise.all([
    readStoredOrder(orderKey(shop, wanted)).then((order) => (order ? [publicOrder(order)] : [])),
    ordersBy("byName", "name", wanted, limit),
    ordersBy("byName", "name", `#${wanted}`, limit),
    ordersBy("byEmail", "email", wanted.toLowerCase(), limit),
    ordersBy("byCorrelation", "correlationId", wanted, limit),
  ]);
  const orders = new Map(found.flat().map((order) => [order.id, order]));
  return [...orders.values()].sort((a, b) => (a.firstStoredAt < b.firstStoredAt ? 1 : -1)).slice(0, limit);
}

async function ordersBy(index: string, name: string, value: string, limit: number): Promise<ShopifyOrder[]> {
  const found = await dynamodb.send(
    new QueryCommand({
      TableName: Resource.ShopifyOrderTable.name,
      IndexName: index,
      KeyConditionExpression: "#name = :value",
      ExpressionAttributeNames: { "#name": name },
      ExpressionAttributeValues: { ":value": value },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  const orders = await readStoredOrders((found.Items ?? []).map(({ id }) => String(id)));
  return [...orders.values()].map(publicOrder);
}

async function page(
  limit: number,
  cursor: string | undefined,
  query: Omit<PageQuery, "limit" | "cursor">,
): Promise<OrderPage> {
  const result = await queryPage({ limit, cursor, ...query });
  if (result.status === "bad-cursor") return result;
  return { status: "page", orders: z.array(storedOrder).parse(result.items).map(publicOrder), next: result.next };
}

interface Filter {
  FilterExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues: Record<string, unknown>;
}

function filterOf(filter: OrderFilter | undefined): Filter | undefined {
  if (filter === undefined) return undefined;
  if (filter === "owed" || filter === "unmapped") {
    return {
      FilterExpression: "size(#waiting) > :none",
      ExpressionAttributeNames: { "#waiting": filter },
      ExpressionAttributeValues: { ":none": 0 },
    };
  }
  return {
    FilterExpression: "#state = :state",
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":state": filter },
  };
}
