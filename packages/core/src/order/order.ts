import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { z } from "zod";
import { dynamodb } from "../aws/clients.ts";

export const order = z.object({
  id: z.string(),
  status: z.literal("completed"),
  lines: z.array(
    z.object({
      productId: z.string(),
      quantity: z.int().positive(),
      /** Whole KRW for one. */
      price: z.int().nonnegative(),
    }),
  ),
  /** Donuts in all. */
  units: z.int().positive(),
  /** Whole KRW. */
  total: z.int().nonnegative(),
  placedAt: z.iso.datetime(),
});
export type Order = z.infer<typeof order>;

/** As kept: with whose it is and what makes a repeated request known. */
export const storedOrder = order.extend({
  email: z.string(),
  name: z.string().optional(),
  correlationId: z.string(),
  requestHash: z.string(),
});
export type StoredOrder = z.infer<typeof storedOrder>;

/** @returns the order without its customer: whoever has the id may see it. */
export function publicOrder(stored: StoredOrder): Order {
  return order.parse(stored);
}

const orderId = /^ord_[0-9a-f]{32}$/;

export async function readOrder(id: string): Promise<StoredOrder | undefined> {
  if (!orderId.test(id)) return undefined;
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.OrderTable.name, Key: { id }, ConsistentRead: true }),
  );
  return item && storedOrder.parse(item);
}
