import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { noteCleared } from "./counters.ts";
import { putBack, receiveFront, remove } from "./front.ts";
import { orderIn } from "./queued-order.ts";
import { withdraw } from "./withdraw.ts";

export interface Cleared {
  /** Orders up to this number will not be sold. */
  upTo: number;
  /** How many messages were removed right away. The rest are settled as not sold when their turn comes. */
  removed: number;
}

const oneBatchMs = 1_000;

/**
 * Clears the order queue: none of the waiting orders will be sold. Every way of emptying the queue ends here. Removes
 * messages until `giveUpAt` (ms since the epoch).
 *
 * @param action name of the action in the audit
 */
export function clearOrderQueue(actor: AuditActor, action: string, giveUpAt: number): Promise<Cleared> {
  return audited<Cleared>(
    { actor, action, target: "OrderQueue", detail: {} },
    async () => {
      const upTo = await noteCleared();
      return { upTo, removed: await takeOut(upTo, giveUpAt) };
    },
    (outcome) => ({ status: "succeeded", outcome: { ...outcome } }),
  );
}

/**
 * Settles and deletes messages one by one. PurgeQueue takes up to a minute and would also delete orders that are
 * accepted in the meantime.
 */
async function takeOut(upTo: number, giveUpAt: number): Promise<number> {
  let removed = 0;
  while (Date.now() + oneBatchMs < giveUpAt) {
    const held = (await receiveFront()).map((message) => ({ message, order: orderIn(message.Body ?? "") }));
    const cleared = held.flatMap(({ order }) => (order && order.number <= upTo ? [order] : []));
    const results = await withdraw(cleared, giveUpAt);
    const settled = new Set(cleared.filter((_, index) => results[index] !== "busy"));
    // A message that is not an order has no customer: it is simply removed.
    const going = held.filter(({ order }) => order === undefined || settled.has(order));
    await remove(going.map(({ message }) => message));
    await putBack(held.filter((it) => !going.includes(it)).map(({ message }) => message));
    removed += going.length;
    if (held.length === 0 || going.length < held.length) break;
  }
  return removed;
}
