import { GetCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";

/** All of a product's stock lies in this one shard. More shards would spread the writes of a very hot product. */
const wholeShard = "0";

export const stockItem = z.object({
  productId: z.string(),
  available: z.int().nonnegative(),
  /** Sold by other channels, and not there when it was; absent when nobody waits. */
  owed: z.int().positive().optional(),
  /** Has come in for whoever is owed, and is about to be handed out; absent when nothing is. */
  reserved: z.int().positive().optional(),
  /** What a unit is sold for; a sale is conditional on it. */
  price: z.int().nonnegative(),
  /** The open shortage, which is also the id of its production order. */
  shortageId: z.string().optional(),
  shortageSince: z.string().optional(),
  /** What the factory was asked for; shortages of earlier versions lack it. */
  shortageQuantity: z.int().positive().optional(),
  /** How often it was found overdue, and when the last time. */
  shortageAsks: z.int().positive().optional(),
  shortageAskedAt: z.string().optional(),
  /** Its id at first, where failed productions gave it new ones. */
  firstShortageId: z.string().optional(),
  /** When the factory expects the shortage's units; absent until it has said so. */
  expectedAt: z.string().optional(),
  /** Only an admission with this guard sells it, while the waiting room guards it. */
  guard: z.string().optional(),
});
export type StockItem = z.infer<typeof stockItem>;

export type StockState = "in_stock" | "low" | "sold_out";

export function stockState(available: number, reorderPoint: number): StockState {
  if (available === 0) return "sold_out";
  return available <= reorderPoint ? "low" : "in_stock";
}

export function stockKey(productId: string) {
  return { productId, shard: wholeShard };
}

/** @returns the stock of every product, by product id. */
export async function readStock(): Promise<Map<string, StockItem>> {
  const found = new Map<string, StockItem>();
  let start: Record<string, unknown> | undefined;
  do {
    const page = await dynamodb.send(
      new ScanCommand({ TableName: Resource.StockTable.name, ExclusiveStartKey: start }),
    );
    for (const item of z.array(stockItem).parse(page.Items ?? [])) found.set(item.productId, item);
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}

export async function readStockItem(productId: string): Promise<StockItem | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.StockTable.name, Key: stockKey(productId), ConsistentRead: true }),
  );
  return item && stockItem.parse(item);
}
