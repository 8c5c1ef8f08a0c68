import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { countMessages } from "../queues/receive-messages.ts";
import { queuedOrder } from "./queued-order.ts";
import { withdraw } from "./withdraw.ts";

export interface OrderSweep {
  /** Orders that nothing would have settled any more. */
  withdrawn: number;
}

/** What marks an order in the table as one that waits; a settled one has it no more. */
export const waiting = { waiting: "queue" } as const;

const minuteMs = 60_000;
/** An order is sent once it is stored, and SQS counts it within a minute: by then its message shows. */
const unknownToQueuesMs = 10 * minuteMs;
/** Ten days in the queue and 14 among its dead letters: no message lives longer. */
const longestMs = 29 * 24 * 60 * minuteMs;
const atOnce = 25;

/**
 * Settles, as not sold, orders that wait and have no message: whoever stored it died before sending it, or its dead letter
 * has expired, was edited into another order, or was deleted and nobody heard of it. While neither the queue nor its dead-letter queue has any, that is every order;
 * otherwise only what is older than any message.
 */
export async function sweepOrders(giveUpAt: number, now = Date.now()): Promise<OrderSweep> {
  // Before the orders are read: what is sent meanwhile is too young.
  const queues = await Promise.all([Resource.OrderQueue.url, Resource.OrderQueueDlq.url].map(countMessages));
  const none = queues.every(({ visible, inFlight, delayed }) => visible + inFlight + delayed === 0);
  const before = new Date(now - (none ? unknownToQueuesMs : longestMs)).toISOString();
  const swept: OrderSweep = { withdrawn: 0 };
  while (Date.now() < giveUpAt) {
    const { Items: items = [] } = await dynamodb.send(
      new QueryCommand({
        TableName: Resource.OrderTable.name,
        IndexName: "waiting",
        KeyConditionExpression: "waiting = :waiting AND placedAt < :before",
        ExpressionAttributeValues: { ":waiting": waiting.waiting, ":before": before },
        Limit: atOnce,
      }),
    );
    const results = await withdraw(z.array(queuedOrder).parse(items), giveUpAt);
    const withdrawn = results.filter((result) => result === "rejected").length;
    swept.withdrawn += withdrawn;
    // The index shows what was settled a moment ago for a while.
    if (withdrawn < atOnce) break;
  }
  return swept;
}
