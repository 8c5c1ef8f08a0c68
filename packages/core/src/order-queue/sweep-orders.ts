import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { countMessages } from "../queues/receive-messages.ts";
import { queuedOrder } from "./queued-order.ts";
import { withdraw } from "./withdraw.ts";

export interface OrderSweep {
  /** Orders that nothing else would have settled. */
  withdrawn: number;
}

/** Marks an order in the table as waiting; settled orders lack it. */
export const waiting = { waiting: "queue" } as const;

const minuteMs = 60_000;
/**
 * An order is stored before it is sent, and SQS counts a message within a minute: after this long, its message shows
 * up.
 */
const unknownToQueuesMs = 10 * minuteMs;
/** Ten days in the queue and 14 in its dead-letter queue: no message lives longer. */
const longestMs = 29 * 24 * 60 * minuteMs;
const atOnce = 25;

/**
 * Settles, as not sold, waiting orders that have no message: the worker that stored one died before sending it, or its
 * dead letter has expired, was edited into another order, or was deleted without anyone being notified. If the queue
 * and its dead-letter queue are empty, that is every waiting order; otherwise, only those older than any message.
 */
export async function sweepOrders(giveUpAt: number, now = Date.now()): Promise<OrderSweep> {
  // Counted before the orders are read: orders sent in the meantime are too recent to be swept.
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
    // For a while, the index still contains recently settled orders.
    if (withdrawn < atOnce) break;
  }
  return swept;
}
