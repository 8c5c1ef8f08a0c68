import { ConditionalCheckFailedException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { Resource } from "sst";
import { dynamodb, sqs } from "../aws/clients.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { readOrder, type StoredOrder, storedOrder } from "../order/order.ts";
import { draftOrder, identify, linesOf, type OrderRequest, unknownIn } from "../order/request.ts";
import { drawNumber } from "./counters.ts";
import { messageGroup, type QueuedOrder } from "./queued-order.ts";

export type Queueing =
  /** Possibly settled already, if its turn came at once. */
  | { status: "queued"; order: StoredOrder }
  /** The same request was sent before with this key. */
  | { status: "repeated"; order: StoredOrder }
  /** The key was used for another request. */
  | { status: "key-reused" }
  | { status: "unknown-product"; productIds: string[] };

/**
 * Puts an order at the end of the queue; it is booked when its turn comes. It is sent before it is stored, so that no
 * stored order can lack its message. Whichever comes first, the booking or the storing, the other one finds it.
 */
export async function queueOrder(
  request: OrderRequest,
  marks: Pick<QueuedOrder, "special" | "crash"> = {},
): Promise<Queueing> {
  let catalog = await readCatalog();
  if (unknownIn(request, catalog).length > 0) catalog = await readCatalog(1_000);
  const productIds = unknownIn(request, catalog);
  if (productIds.length > 0) return { status: "unknown-product", productIds };

  const identity = identify(request);
  const before = request.idempotencyKey === undefined ? undefined : await readOrder(identity.orderId);
  if (before) return knownBefore(before, identity.requestHash);

  const number = await drawNumber();
  const order: QueuedOrder = { ...draftOrder("queued", request, identity, linesOf(request, catalog)), number };
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: Resource.OrderQueue.url,
      MessageBody: JSON.stringify({ ...order, ...marks } satisfies QueuedOrder),
      MessageGroupId: messageGroup,
      // Of identical requests sent at the same time, the queue keeps one. Different requests with the same key are both
      // queued, because it is not known yet which will be stored; the other will be found settled.
      MessageDeduplicationId: `${order.id}.${order.requestHash}`,
    }),
  );
  const found = await keep(order);
  if (found === undefined) return { status: "queued", order };
  return found.number === number ? { status: "queued", order: found } : knownBefore(found, identity.requestHash);
}

/** @returns the order already stored under this id, if there is one */
async function keep(order: QueuedOrder): Promise<StoredOrder | undefined> {
  try {
    await dynamodb.send(
      new PutCommand({
        TableName: Resource.OrderTable.name,
        Item: order,
        ConditionExpression: "attribute_not_exists(id)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return undefined;
  } catch (error) {
    // It is being booked right now, and the booking stores it.
    if (error instanceof TransactionConflictException) return undefined;
    if (error instanceof ConditionalCheckFailedException) return storedOrder.parse(unmarshall(error.Item ?? {}));
    throw error;
  }
}

function knownBefore(order: StoredOrder, requestHash: string): Queueing {
  return order.requestHash === requestHash ? { status: "repeated", order } : { status: "key-reused" };
}
