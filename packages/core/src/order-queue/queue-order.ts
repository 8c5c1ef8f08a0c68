import { ConditionalCheckFailedException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { Resource } from "sst";
import { dynamodb, sqs } from "../aws/clients.ts";
import { transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { readOrder, type StoredOrder, storedOrder } from "../order/order.ts";
import { orderPut } from "../order/order-writes.ts";
import { draftOrder, identify, linesOf, type OrderRequest, unknownIn } from "../order/request.ts";
import { type Admission, guardFor, readSeat, takeSeat } from "../waiting-room/door.ts";
import { drawNumber } from "./counters.ts";
import { messageGroup, type QueuedOrder } from "./queued-order.ts";

export type Queueing =
  /** Possibly settled already, if its turn came at once. */
  | { status: "queued"; order: StoredOrder }
  /** The same request was sent before with this key. */
  | { status: "repeated"; order: StoredOrder }
  /** The key was used for another request. */
  | { status: "key-reused" }
  | { status: "unknown-product"; productIds: string[] }
  /** It is sold to those the waiting room admits. Nothing was queued. */
  | { status: "admission-required" }
  /** The turn is over. Nothing will be sold. */
  | { status: "admission-over" };

/**
 * Puts an order at the end of the queue; it is booked when its turn comes. It is sent before it is stored, so that no
 * stored order can lack its message. Whichever comes first, the booking or the storing, the other one finds it.
 */
export async function queueOrder(
  request: OrderRequest,
  marks: Pick<QueuedOrder, "special" | "crash"> = {},
  given?: Admission,
): Promise<Queueing> {
  let catalog = await readCatalog();
  if (unknownIn(request, catalog).length > 0) catalog = await readCatalog(1_000);
  const productIds = unknownIn(request, catalog);
  if (productIds.length > 0) return { status: "unknown-product", productIds };

  const identity = identify(request);
  const before = request.idempotencyKey === undefined ? undefined : await readOrder(identity.orderId);
  if (before) return knownBefore(before, identity.requestHash);

  const wanted = request.lines.map(({ productId }) => productId);
  const drawn = await drawNumber(wanted, given && guardFor(given));
  if (drawn.status === "guarded") return { status: "admission-required" };
  const { number } = drawn;
  const admission = drawn.guarded ? given : undefined;
  const seat = admission && (await readSeat(admission));
  if (seat && seat !== "held") return { status: seat === "over" ? "admission-over" : "admission-required" };
  const order: QueuedOrder = {
    ...draftOrder("queued", request, identity, linesOf(request, catalog)),
    number,
    admission,
  };
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
  const found = admission ? await keepAdmitted(order, admission) : await keep(order);
  if (found === "no-seat") return { status: "admission-over" };
  if (found === undefined) return { status: "queued", order };
  return found.number === number ? { status: "queued", order: found } : knownBefore(found, identity.requestHash);
}

/** @returns the order already stored under this id, if there is one */
async function keep({ admission: _, ...order }: QueuedOrder): Promise<StoredOrder | undefined> {
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

/** As `keep`, and takes the seat. Whoever books it does that, too, so it does not matter who is first. */
async function keepAdmitted(order: QueuedOrder, admission: Admission): Promise<StoredOrder | "no-seat" | undefined> {
  const { admission: _, ...item } = order;
  const result = await transact([orderPut(item), takeSeat(admission, order.id, Date.parse(order.placedAt))]);
  if (result.status === "conflict") return undefined;
  if (result.status === "committed") return undefined;
  return result.found.has(0) ? storedOrder.parse(result.found.get(0)) : "no-seat";
}

function knownBefore(order: StoredOrder, requestHash: string): Queueing {
  return order.requestHash === requestHash ? { status: "repeated", order } : { status: "key-reused" };
}
