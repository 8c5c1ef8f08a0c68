import type { Message } from "@aws-sdk/client-sqs";
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

const oneBatchMs = 3_000;

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
    const messages = await receiveFront();
    const settled = await Promise.all(messages.map((message) => isSettled(message, upTo, giveUpAt)));
    const going = messages.filter((_, index) => settled[index]);
    await remove(going);
    await putBack(messages.filter((_, index) => !settled[index]));
    removed += going.length;
    if (messages.length === 0 || going.length < messages.length) break;
  }
  return removed;
}

/** @returns false if its order came later, or could not be settled. Nobody waits for what is no order. */
async function isSettled({ Body: body = "" }: Message, upTo: number, giveUpAt: number): Promise<boolean> {
  const order = orderIn(body);
  if (order === undefined) return true;
  return order.number <= upTo && (await withdraw(order, giveUpAt)) !== "busy";
}
