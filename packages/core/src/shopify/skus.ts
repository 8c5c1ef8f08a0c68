import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { type SkuMapping, skuMapping } from "@donut/contracts/shopify";
import { Resource } from "sst";
import * as z from "zod";
import { batchGet } from "../aws/batch-get.ts";
import { dynamodb } from "../aws/clients.ts";
import { scanAll } from "../aws/scan-all.ts";
import type { TransactItem } from "../aws/transact.ts";

/** Stored beside the mappings: how many have been made, so that a transaction can check that it has seen them all. */
const countId = "#count";

const stored = skuMapping.extend({ id: z.string() });
const idOf = (sku: string) => `sku:${sku}`;

/** The mappings of these SKUs, and the count at which they were read. */
export interface SkusSeen {
  mapped: Map<string, SkuMapping>;
  count: number;
}

export async function readSkus(skus: string[]): Promise<SkusSeen> {
  // Read first: a mapping added in between then makes the count too small, which is noticed, not too large.
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.ShopifySkuTable.name, Key: { id: countId }, ConsistentRead: true }),
  );
  const keys = [...new Set(skus)].map((sku) => ({ id: idOf(sku) }));
  const items = await batchGet(Resource.ShopifySkuTable.name, keys);
  const mappings = z.array(stored).parse(items);
  return { mapped: new Map(mappings.map((one) => [one.sku, one])), count: Number(item?.count ?? 0) };
}

/** The part of a transaction that fails if a mapping was added in the meantime. */
export function noneSince(count: number): TransactItem {
  return {
    ConditionCheck: {
      TableName: Resource.ShopifySkuTable.name,
      Key: { id: countId },
      ConditionExpression: count === 0 ? "attribute_not_exists(id)" : "#count = :count",
      ...(count > 0 && {
        ExpressionAttributeNames: { "#count": "count" },
        ExpressionAttributeValues: { ":count": count },
      }),
    },
  };
}

/** The parts of a transaction that map a SKU. */
export function mappingPuts(mapping: SkuMapping): TransactItem[] {
  return [
    { Put: { TableName: Resource.ShopifySkuTable.name, Item: { id: idOf(mapping.sku), ...mapping } } },
    {
      Update: {
        TableName: Resource.ShopifySkuTable.name,
        Key: { id: countId },
        UpdateExpression: "ADD #count :one",
        ExpressionAttributeNames: { "#count": "count" },
        ExpressionAttributeValues: { ":one": 1 },
      },
    },
  ];
}

export async function listSkus(): Promise<SkuMapping[]> {
  const items = await scanAll({ TableName: Resource.ShopifySkuTable.name });
  const mappings = z.array(skuMapping).parse(items.filter(({ id }) => id !== countId));
  return mappings.sort((a, b) => (a.sku < b.sku ? -1 : 1));
}
