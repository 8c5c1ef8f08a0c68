import { transact } from "../aws/transact.ts";
import { settledOrderPut } from "../order/order-writes.ts";
import { type QueuedOrder, settled } from "./queued-order.ts";

export type Withdrawal =
  | "rejected"
  /** It was settled before, or its id belongs to another request. Nothing was changed. */
  | "known"
  /** Others were writing it for too long. */
  | "busy";

/** Settles an order that has no message any more, unsold. One that comes after all is found settled by its booking. */
export async function withdraw(order: QueuedOrder): Promise<Withdrawal> {
  const { status } = await transact([settledOrderPut(settled(order, "rejected"))]);
  if (status === "conflict") return "busy";
  return status === "committed" ? "rejected" : "known";
}
