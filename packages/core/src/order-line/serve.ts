import { bookOrders } from "./book.ts";
import { noteServed, noteTaken } from "./line.ts";
import type { QueuedOrder } from "./queued-order.ts";

export interface Served {
  /** How many of the orders are done, from the first on. */
  served: number;
  /** Whether it stopped in the middle, at an order that asks for it, with nothing but its bookings done. */
  crashed: boolean;
}

/** Books the orders that have come to the front of the line, and lets everyone know. */
export async function serve(orders: QueuedOrder[], giveUpAt: number): Promise<Served> {
  const crashAt = orders.findIndex(({ crash }) => crash);
  const inHand = crashAt < 0 ? orders : orders.slice(0, crashAt);
  await noteTaken(orders.map(({ number }) => number));
  const bookings = await bookOrders(inHand, giveUpAt);
  if (crashAt >= 0) return { served: 0, crashed: true };
  if (bookings.length === 0) return { served: 0, crashed: false };
  const done = orders.slice(0, bookings.length);
  await noteServed(
    done.map(({ number, id: orderId, special }, index) => ({
      number,
      orderId,
      status: bookings[index] ?? "known",
      ...(special && { special }),
    })),
  );
  return { served: bookings.length, crashed: false };
}
