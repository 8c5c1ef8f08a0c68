import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { type Order, order } from "@donut/contracts/sales";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";

/** As stored: with its customer and the fields that identify a repeated request. */
export const storedOrder = order.extend({
  email: z.string(),
  name: z.string().optional(),
  /** In which the customer wants a confirmation by mail; absent: no mail. */
  language: z.enum(["en", "ko"]).optional(),
  correlationId: z.string(),
  requestHash: z.string(),
  /** Test traffic: it makes no customers. */
  test: z.boolean().optional(),
});
export type StoredOrder = z.infer<typeof storedOrder>;

/** @returns the order without its customer, for anyone who has its id */
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

/** @returns the orders of a correlation id */
export async function ordersOf(correlationId: string): Promise<StoredOrder[]> {
  const items = await queryAll({
    TableName: Resource.OrderTable.name,
    IndexName: "byCorrelation",
    KeyConditionExpression: "correlationId = :correlationId",
    ExpressionAttributeValues: { ":correlationId": correlationId },
  });
  return z.array(storedOrder).parse(items);
}
