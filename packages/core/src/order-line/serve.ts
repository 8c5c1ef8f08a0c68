import { bookOrders } from "./book.ts";
import { noteServed, noteTaken } from "./line.ts";
import type { QueuedOrder } from "./queued-order.ts";

export interface Served {
  /** How many of the orders are done, from the first on. */
  served: number;
  /** Whether it stopped in the middle, at an order that asks for it, with nothing but its bookings done. */
  crashed: boolean;
}

/**
 * Books the orders that have come to the front of the line, and lets everyone know. Those that were cleared away are
 * settled in passing.
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
