import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { shopifyLine, shopifyOrder } from "@donut/contracts/shopify";
import { Resource } from "sst";
import * as z from "zod";
import { batchGet } from "../aws/batch-get.ts";
import { dynamodb } from "../aws/clients.ts";
import type { TransactItem } from "../aws/transact.ts";

const storedLine = shopifyLine.extend({
  /** Shopify's id of the product. */
  shopProductId: z.string().optional(),
  /** Takes no stock unless its SKU is one of ours. */
  custom: z.boolean(),
  giftCard: z.boolean(),
});
export type StoredLine = z.infer<typeof storedLine>;

/** The last known state of an order, and what has been taken from stock for it. */
export const storedOrder = shopifyOrder.omit({ id: true }).extend({
  /** Derived from the shop and the order. */
  id: z.string(),
  orderId: z.string(),
  lines: z.preprocess((kept) => (typeof kept === "string" ? JSON.parse(kept) : kept), z.array(storedLine)),
  customerId: z.string().optional(),
  /** The version of the order's state; versions sort as text. */
  version: z.string(),
  /** How often it was written. Each write is conditional on the previous one. */
  writes: z.int().positive(),
  /** By product: since when it is owed. */
  owedSince: z.record(z.string(), z.iso.datetime()),
  /** The delivery that it comes from. */
  delivery: z.object({ webhookId: z.string(), id: z.string() }),
});
export type StoredOrder = z.infer<typeof storedOrder>;

/** The one partition of the `recent` index. */
export const orderKind = "shopify";

export function orderKey(shop: string, orderId: string): string {
  return `${shop}#${orderId}`;
}

/** Writes the order if it is unchanged since it was read (`before`), or still absent. Its condition returns ALL_OLD. */
export function storedOrderPut(after: StoredOrder, before: StoredOrder | undefined): TransactItem {
  return {
    Put: {
      TableName: Resource.ShopifyOrderTable.name,
      // Lines are only read together with their order. Stored as a list, they would dominate the cost of marshalling
      // and writing it.
      Item: { ...after, kind: orderKind, lines: JSON.stringify(after.lines) },
      ...(before
        ? { ConditionExpression: "writes = :writes", ExpressionAttributeValues: { ":writes": before.writes } }
        : { ConditionExpression: "attribute_not_exists(id)" }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
}

export async function readStoredOrders(ids: string[]): Promise<Map<string, StoredOrder>> {
  const keys = [...new Set(ids)].map((id) => ({ id }));
  const items = await batchGet(Resource.ShopifyOrderTable.name, keys);
  return new Map(
    z
      .array(storedOrder)
      .parse(items)
      .map((order) => [order.id, order]),
  );
}

export async function readStoredOrder(id: string): Promise<StoredOrder | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.ShopifyOrderTable.name, Key: { id }, ConsistentRead: true }),
  );
  return item && storedOrder.parse(item);
}
