import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { sqs } from "../aws/clients.ts";
import { transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { readOrder, type StoredOrder, storedOrder } from "../order/order.ts";
import { orderPut } from "../order/order-writes.ts";
import { draftOrder, identify, linesOf, type OrderRequest, unknownIn } from "../order/request.ts";
import { type Admission, guardFor, readSeat, takeSeat } from "../waiting-room/door.ts";
import { drawNumber } from "./counters.ts";
import { messageGroup, type QueuedOrder, readQueued } from "./queued-order.ts";
import { waiting } from "./sweep-orders.ts";

export type Queueing =
  | { status: "queued"; order: StoredOrder }
  /** The same request was sent before with this key. */
  | { status: "repeated"; order: StoredOrder }
  /** The key was used for another request. */
  | { status: "key-reused" }
  | { status: "unknown-product"; productIds: string[] }
  /** Only visitors admitted by the waiting room may buy it. Nothing was queued. */
  | { status: "admission-required" }
  /** The turn is over. Nothing will be sold. */
  | { status: "admission-over" }
  /** Conflicts with other writers lasted too long. Nothing was queued. */
  | { status: "busy" };

/**
 * Puts an order at the end of the queue; it is booked when its turn comes. The order is stored before its message is
 * sent, so that every booked order is on record. A worker that dies in between has not answered; the same request with
 * the same key finds the order and sends the message.
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
  if (before) return repeat(before, identity.requestHash);

  const wanted = request.lines.map(({ productId }) => productId);
  const drawn = await drawNumber(wanted, given && guardFor(given));
  if (drawn.status === "guarded") return { status: "admission-required" };
  const admission = drawn.guarded ? given : undefined;
  const seat = admission && (await readSeat(admission));
  if (seat && seat !== "held") return { status: seat === "over" ? "admission-over" : "admission-required" };
  const order: QueuedOrder = {
    ...draftOrder("queued", request, identity, linesOf(request, catalog)),
    ...((marks.special || marks.crash) && { test: true }),
    number: drawn.number,
    admission,
    ...marks,
  };
  const kept = await keep(order);
  if (kept.status === "known") return repeat(kept.order, identity.requestHash);
  if (kept.status !== "kept") return kept;
  await send(order);
  return { status: "queued", order };
}

type Kept =
  | { status: "kept" }
  /** An order is already stored under this id. */
  | { status: "known"; order: StoredOrder }
  | { status: "admission-over" }
  | { status: "busy" };

/** Stores the order, taking the admission's seat, with everything its message needs in case it must be sent again. */
async function keep(order: QueuedOrder): Promise<Kept> {
  const { admission } = order;
  const seat = admission ? [takeSeat(admission, order.id, Date.parse(order.placedAt))] : [];
  const stored = { ...order, ...waiting };
  const result = await transact([orderPut(stored), ...seat]);
  if (result.status === "committed") return { status: "kept" };
  if (result.status === "conflict") return { status: "busy" };
  if (result.found.has(0)) return { status: "known", order: storedOrder.parse(result.found.get(0)) };
  return { status: "admission-over" };
}

async function send(order: QueuedOrder): Promise<void> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: Resource.OrderQueue.url,
      MessageBody: JSON.stringify(order),
      MessageGroupId: messageGroup,
      // A duplicate within five minutes is dropped; later, the order is found to be settled.
      MessageDeduplicationId: `${order.id}.${order.requestHash}`,
    }),
  );
}

/** A repeated request may mean that the message was never sent. */
async function repeat(order: StoredOrder, requestHash: string): Promise<Queueing> {
  if (order.requestHash !== requestHash) return { status: "key-reused" };
  const queued = order.status === "queued" ? await readQueued(order.id) : undefined;
  if (queued) await send(queued);
  return { status: "repeated", order };
}
