import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { scanAll } from "../aws/scan-all.ts";

/** All of a product's stock is in this one shard. More shards would spread the writes of a very hot product. */
const wholeShard = "0";

export const stockItem = z.object({
  productId: z.string(),
  available: z.int().nonnegative(),
  /** Units sold on other channels when none were left; absent if there are none. */
  owed: z.int().positive().optional(),
  /** Units that have come in for those who are owed, and will be handed out; absent if there are none. */
  reserved: z.int().positive().optional(),
  /** The price of a unit; a sale is conditional on it. */
  price: z.int().nonnegative(),
  /** The open shortage, which is also the id of its production order. */
  shortageId: z.string().optional(),
  shortageSince: z.string().optional(),
  /** How many units the factory was asked for; shortages of earlier versions lack it. */
  shortageQuantity: z.int().positive().optional(),
  /** How often the shortage was found overdue, and when last. */
  shortageAsks: z.int().positive().optional(),
  shortageAskedAt: z.string().optional(),
  /** When an operator last asked the factory again for the shortage. */
  shortageAskedByHandAt: z.string().optional(),
  /** The shortage's original id, if failed productions have given it new ones. */
  firstShortageId: z.string().optional(),
  /** When the factory expects to deliver; absent until it has answered. */
  expectedAt: z.string().optional(),
  /** While the waiting room guards the product, only an admission with this guard can buy it. */
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
  const items = z.array(stockItem).parse(await scanAll({ TableName: Resource.StockTable.name }));
  return new Map(items.map((item) => [item.productId, item]));
}

export async function readStockItem(productId: string): Promise<StockItem | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.StockTable.name, Key: stockKey(productId), ConsistentRead: true }),
  );
  return item && stockItem.parse(item);
}
