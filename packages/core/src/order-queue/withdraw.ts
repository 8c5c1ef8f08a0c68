import { transact } from "../aws/transact.ts";
import { settledOrderPut } from "../order/order-writes.ts";
import { type QueuedOrder, settled } from "./queued-order.ts";

export type Withdrawal =
  | "rejected"
  /** Already settled, or the id belongs to another request. Nothing was changed. */
  | "known"
  /** Conflicts lasted too long. */
  | "busy";

/**
 * Settles up to a batch of orders as not sold: orders that were cleared or whose message was deleted. If a message is
 * delivered after all, its order is found to be settled. Tries until `giveUpAt` (ms since the epoch).
 *
 * @returns the outcome of each order
 */
export async function withdraw(orders: QueuedOrder[], giveUpAt?: number): Promise<Withdrawal[]> {
  const results = new Map<QueuedOrder, Withdrawal>();
  for (const round of roundsOf(orders)) await withdrawTogether(round, results, giveUpAt);
  return orders.map((order) => results.get(order) ?? "busy");
}

async function withdrawTogether(orders: QueuedOrder[], results: Map<QueuedOrder, Withdrawal>, giveUpAt?: number) {
  let open = orders;
  while (open.length > 0) {
    const result = await transact(
      open.map((order) => settledOrderPut(settled(order, "rejected"))),
      giveUpAt,
    );
    if (result.status === "conflict") return;
    const { found } = result.status === "refused" ? result : { found: undefined };
    const done = open.filter((_, index) => found === undefined || found.has(index));
    for (const order of done) results.set(order, found ? "known" : "rejected");
    open = open.filter((order) => !done.includes(order));
  }
}

/** A transaction must not name an item twice, and two requests with the same key share an order id. */
function roundsOf(orders: QueuedOrder[]): QueuedOrder[][] {
  const rounds: QueuedOrder[][] = [];
  for (const order of orders) {
    const round = rounds.find((it) => it.every(({ id }) => id !== order.id));
    if (round) round.push(order);
    else rounds.push([order]);
  }
  return rounds;
}
