import { ConditionalCheckFailedException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { Resource } from "sst";
import { dynamodb, sqs } from "../aws/clients.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { readOrder, type StoredOrder, storedOrder } from "../order/order.ts";
import { draftOrder, identify, linesOf, type OrderRequest, unknownIn } from "../order/request.ts";
import { drawNumber } from "./line.ts";
import { lineGroup, type QueuedOrder } from "./queued-order.ts";

export type Queueing =
  /** It may be settled already, if its turn came at once. */
  | { status: "queued"; order: StoredOrder }
  /** The same request came before under this key. */
  | { status: "repeated"; order: StoredOrder }
  /** The key belongs to another request. */
  | { status: "key-reused" }
  | { status: "unknown-product"; productIds: string[] };

/**
 * Puts an order at the end of the line; nothing is sold before its turn comes. Once the queue has it nothing is lost:
 * it is sent before it is kept, and whoever comes first, the booking or the keeping, the other one finds it there.
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
      MessageGroupId: lineGroup,
      // The same twice at once: the queue takes one of them. Two requests with the same key are both taken, since it is
      // not known yet which one will be kept: the other one's message is found known.
      MessageDeduplicationId: `${order.id}.${order.requestHash}`,
    }),
  );
  const found = await keep(order);
  if (found === undefined) return { status: "queued", order };
  return found.number === number ? { status: "queued", order: found } : knownBefore(found, identity.requestHash);
}

/** @returns what is there under its id already */
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
    // Its turn has come this moment: the booking writes it.
    if (error instanceof TransactionConflictException) return undefined;
    if (error instanceof ConditionalCheckFailedException) return storedOrder.parse(unmarshall(error.Item ?? {}));
    throw error;
  }
}

function knownBefore(order: StoredOrder, requestHash: string): Queueing {
  return order.requestHash === requestHash ? { status: "repeated", order } : { status: "key-reused" };
}
