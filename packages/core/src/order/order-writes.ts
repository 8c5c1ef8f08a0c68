import { orderPlaced } from "@donut/contracts/events/order";
import { Resource } from "sst";
import type { TransactItem } from "../aws/transact.ts";
import { withContext } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import type { StoredOrder } from "./order.ts";

/** The part of a transaction that keeps a new order. Its condition returns ALL_OLD: the order of the same id. */
export function orderPut(item: StoredOrder): TransactItem {
  return {
    Put: {
      TableName: Resource.OrderTable.name,
      Item: item,
      ConditionExpression: "attribute_not_exists(id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
}

/**
 * As `orderPut`, for an order whose turn came in the line: it may be there already, still waiting, under a number above
 * `cleared`.
 */
export function settledOrderPut(item: StoredOrder, cleared = 0): TransactItem {
  return {
    Put: {
      TableName: Resource.OrderTable.name,
      Item: item,
      ConditionExpression:
        "attribute_not_exists(id) OR (#status = :queued AND requestHash = :request AND #number > :cleared)",
      ExpressionAttributeNames: { "#status": "status", "#number": "number" },
      ExpressionAttributeValues: { ":queued": "queued", ":request": item.requestHash, ":cleared": cleared },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
}

/** Announces a sold order, under the correlation id of the request that placed it. */
export function placedPut(sold: StoredOrder): TransactItem {
  const { id, email, lines, units, total, placedAt, settledAt = placedAt, correlationId } = sold;
  return withContext({ correlationId }, () =>
    outboxPut(createEvent(orderPlaced, { orderId: id, email, lines, units, total }, settledAt)),
  );
}
