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
  /** It is sold to those the waiting room admits. Nothing was queued. */
  | { status: "admission-required" }
  /** The turn is over. Nothing will be sold. */
  | { status: "admission-over" }
  /** Others were writing the same for too long. Nothing was queued. */
  | { status: "busy" };

/**
 * Puts an order at the end of the queue; it is booked when its turn comes. It is sent once it is stored, so that nothing
 * is booked that could not be kept. A worker that dies in between has not answered; the same request again, with its key,
 * finds the order and sends it.
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
  /** The one that is stored under this id already. */
  | { status: "known"; order: StoredOrder }
  | { status: "admission-over" }
  | { status: "busy" };

/** Stores the order, for which an admission's seat is taken. What only its message needs is kept as well, to send it again. */
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
      // The same order again within five minutes is dropped; later, it is found settled.
      MessageDeduplicationId: `${order.id}.${order.requestHash}`,
    }),
  );
}

/** Whoever repeats a request may have had no answer because nothing was sent. */
async function repeat(order: StoredOrder, requestHash: string): Promise<Queueing> {
  if (order.requestHash !== requestHash) return { status: "key-reused" };
  const queued = order.status === "queued" ? await readQueued(order.id) : undefined;
  if (queued) await send(queued);
  return { status: "repeated", order };
}
