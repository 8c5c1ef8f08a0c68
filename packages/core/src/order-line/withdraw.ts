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
 * Settles an order unsold: one that has no message any more, or was cleared away. If its message comes after all, it is
 * found settled. Tries until `giveUpAt` (ms since the epoch).
 */
export async function withdraw(order: QueuedOrder, giveUpAt?: number): Promise<Withdrawal> {
  const { status } = await transact([settledOrderPut(settled(order, "rejected"))], giveUpAt);
  if (status === "conflict") return "busy";
  return status === "committed" ? "rejected" : "known";
}
