import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { type StoredOrder, storedOrder } from "../order/order.ts";

/** The order as it was accepted, at the promised prices. */
export const queuedOrder = storedOrder.extend({
  status: z.literal("queued"),
  number: z.int().positive(),
  /** An operator's order, highlighted in the console. */
  special: z.boolean().optional(),
  /** An operator's order that makes the worker die while booking it, to see what happens. */
  crash: z.boolean().optional(),
  /** The waiting room's admission that let the customer in; the order has taken its seat. */
  admission: z.object({ entry: z.int(), lease: z.string(), epoch: z.int() }).optional(),
});
export type QueuedOrder = z.infer<typeof queuedOrder>;

/** @returns the waiting order with everything its message needs; undefined if it is not waiting */
export async function readQueued(id: string): Promise<QueuedOrder | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.OrderTable.name, Key: { id }, ConsistentRead: true }),
  );
  return queuedOrder.safeParse(item).data;
}

/** @returns the order in a message body; undefined if it is not an order */
export function orderIn(body: string): QueuedOrder | undefined {
  try {
    return queuedOrder.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** @returns the order in the form in which it is stored once settled */
export function settled(
  { special, crash, admission, ...order }: QueuedOrder,
  status: "completed" | "rejected",
  settledAt = new Date().toISOString(),
) {
  return { ...order, status, settledAt } satisfies StoredOrder;
}

/** All orders share one message group, so SQS delivers them strictly in the order in which they were sent. */
export const messageGroup = "order-line";
