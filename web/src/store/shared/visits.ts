import type { Order, OrderLine } from "../../api/types.ts";
import { persisted } from "../../ui/persisted.ts";

/** An order placed on this device. */
export interface Visit {
  id: string;
  placedAt: string;
  /** Whole won. */
  total: number;
  lines: OrderLine[];
  /** Its last status known to this device; absent if it was sold. */
  status?: Exclude<Order["status"], "completed">;
}

/** Newest first. */
export const visits = persisted<Visit[]>("donut.visits", (stored) => (Array.isArray(stored) ? stored : []));

/** @returns how many of each product were bought on this device */
export function stampsOf(past: Visit[]): Map<string, number> {
  const stamps = new Map<string, number>();
  for (const { productId, quantity } of past.flatMap((it) => (it.status ? [] : it.lines))) {
    stamps.set(productId, (stamps.get(productId) ?? 0) + quantity);
  }
  return stamps;
}
