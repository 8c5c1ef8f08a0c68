import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";

const orderLine = z.object({
  productId: z.string(),
  quantity: z.int().positive(),
  /** Whole KRW for one. */
  price: z.int().nonnegative(),
});

export const short = z.object({
  productId: z.string(),
  requested: z.int(),
  available: z.int(),
  /** When more is expected; absent until the factory has said so. */
  expectedAt: z.iso.datetime().optional(),
});
export type Short = z.infer<typeof short>;

export const order = z.object({
  id: z.string(),
  /**
   * `queued`: in the order line, nothing is sold yet. `rejected`: its turn came and not all of it was there (`short`),
   * or the line was cleared before; nothing was sold.
   */
  status: z.enum(["completed", "queued", "rejected"]),
  lines: z.array(orderLine),
  /** Donuts in all. */
  units: z.int().positive(),
  /** Whole KRW. */
  total: z.int().nonnegative(),
  placedAt: z.iso.datetime(),
  /** The number it drew in the order line; absent if it was sold at once. */
  number: z.int().positive().optional(),
  /** When its turn came. */
  settledAt: z.iso.datetime().optional(),
  short: z.array(short).optional(),
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

/** @returns what was ordered by the request of a correlation id */
export async function ordersOf(correlationId: string): Promise<StoredOrder[]> {
  const items = await queryAll({
    TableName: Resource.OrderTable.name,
    IndexName: "byCorrelation",
    KeyConditionExpression: "correlationId = :correlationId",
    ExpressionAttributeValues: { ":correlationId": correlationId },
  });
  return z.array(storedOrder).parse(items);
}
