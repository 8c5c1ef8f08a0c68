import { transact } from "../aws/transact.ts";
import { settledOrderPut } from "../order/order-writes.ts";
import { type QueuedOrder, settled } from "./queued-order.ts";

export type Withdrawal =
  | "rejected"
  /** It was settled before, or its id belongs to another request. Nothing was changed. */
  | "known"
  /** Others were writing it for too long. */
  | "busy";

/**
 * Settles orders unsold, no more than a batch of them: what has no message any more, or was cleared away. If a message
 * comes after all, its order is found settled. Tries until `giveUpAt` (ms since the epoch).
 *
 * @returns what became of each
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

/** A transaction takes an id once; two requests with the same key have one. */
function roundsOf(orders: QueuedOrder[]): QueuedOrder[][] {
  const rounds: QueuedOrder[][] = [];
  for (const order of orders) {
    const round = rounds.find((it) => it.every(({ id }) => id !== order.id));
    if (round) round.push(order);
    else rounds.push([order]);
  }
  return rounds;
}
