import { bookOrders } from "./book.ts";
import { noteServed, noteTaken } from "./counters.ts";
import type { QueuedOrder } from "./queued-order.ts";

export interface Served {
  /** How many of the orders are done, counted from the first. */
  served: number;
  /** Whether an order asked for a crash: the orders before it are booked, but nothing was reported. */
  crashed: boolean;
}

/**
 * Books a batch from the front of the queue and records the outcome. Orders that were cleared are settled as not sold.
 */
export async function serve(orders: QueuedOrder[], giveUpAt: number): Promise<Served> {
  const cleared = await noteTaken(orders.map(({ number }) => number));
  const crashAt = orders.findIndex(({ crash, number }) => crash && number > cleared);
  const inHand = crashAt < 0 ? orders : orders.slice(0, crashAt);
  const bookings = await bookOrders(inHand, giveUpAt, cleared);
  if (crashAt >= 0) return { served: 0, crashed: true };
  if (bookings.length === 0) return { served: 0, crashed: false };
  await noteServed(
    bookings.flatMap((status, index) => {
      const { number, id: orderId, special } = orders[index] as QueuedOrder;
      return status === "withdrawn" ? [] : [{ number, orderId, status, ...(special && { special }) }];
    }),
  );
  return { served: bookings.length, crashed: false };
}
