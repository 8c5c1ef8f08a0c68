import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { putBack, receiveFront, remove } from "./front-of-queue.ts";
import { noteCleared } from "./line.ts";
import { orderIn } from "./queued-order.ts";
import { withdraw } from "./withdraw.ts";

export interface Cleared {
  /** Nothing is sold to the orders up to this number any more. */
  upTo: number;
  /** How many messages were taken out of the queue at once. The others are settled, unsold, when their turn comes. */
  removed: number;
}

const oneBatchMs = 1_000;

/**
 * Sends everyone in the line away: their orders are never sold. The one way to empty the line's queue, at whichever door
 * it is asked for; `action` is what the audit calls it. Takes messages out until `giveUpAt` (ms since the epoch).
 */
export function clearLine(actor: AuditActor, action: string, giveUpAt: number): Promise<Cleared> {
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
 * Settles and deletes message by message. SQS's own purge would take a minute, and with it orders that are accepted
 * meanwhile.
 */
async function takeOut(upTo: number, giveUpAt: number): Promise<number> {
  let removed = 0;
  while (Date.now() + oneBatchMs < giveUpAt) {
    const held = (await receiveFront()).map((message) => ({ message, order: orderIn(message.Body ?? "") }));
    const cleared = held.flatMap(({ order }) => (order && order.number <= upTo ? [order] : []));
    const results = await withdraw(cleared, giveUpAt);
    const settled = new Set(cleared.filter((_, index) => results[index] !== "busy"));
    // Nobody waits for what is no order.
    const going = held.filter(({ order }) => order === undefined || settled.has(order));
    await remove(going.map(({ message }) => message));
    await putBack(held.filter((it) => !going.includes(it)).map(({ message }) => message));
    removed += going.length;
    if (held.length === 0 || going.length < held.length) break;
  }
  return removed;
}
