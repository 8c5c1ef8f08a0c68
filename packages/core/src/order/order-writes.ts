import { orderPlaced } from "@donut/contracts/events/order";
import { Resource } from "sst";
import type { TransactItem } from "../aws/transact.ts";
import { withContext } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import type { StoredOrder } from "./order.ts";
import { recentKey } from "./recent-index.ts";

/** A transaction part that stores a new order. If its condition fails, it returns the existing order with that id. */
export function orderPut(item: StoredOrder): TransactItem {
  return {
    Put: {
      TableName: Resource.OrderTable.name,
      Item: { ...item, ...recentKey(item.id) },
      ConditionExpression: "attribute_not_exists(id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
}

/**
 * Like `orderPut`, for an order from the order queue: it may already be stored, still `queued`, with a number above
 * `cleared`.
 */
export function settledOrderPut(item: StoredOrder, cleared = 0): TransactItem {
  return {
    Put: {
      TableName: Resource.OrderTable.name,
      Item: { ...item, ...recentKey(item.id) },
      ConditionExpression:
        "attribute_not_exists(id) OR (#status = :queued AND requestHash = :request AND #number > :cleared)",
      ExpressionAttributeNames: { "#status": "status", "#number": "number" },
      ExpressionAttributeValues: { ":queued": "queued", ":request": item.requestHash, ":cleared": cleared },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
}

/** A transaction part that announces a sold order, with the correlation id of the request that placed it. */
export function placedPut(sold: StoredOrder): TransactItem {
  const { id, email, lines, units, total, placedAt, settledAt = placedAt, correlationId, language, test } = sold;
  return withContext({ correlationId }, () =>
    outboxPut(
      createEvent(
        orderPlaced,
        { orderId: id, email, lines, units, total, ...(language && { language }), ...(test && { test }) },
        settledAt,
      ),
    ),
  );
}
