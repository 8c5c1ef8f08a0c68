import type { Order, OrderLine } from "../../api/types.ts";
import { account } from "../../auth/account.ts";
import { persisted } from "../../ui/persisted.ts";

/** An order that this device knows: placed on it, or its account's. */
export interface Visit {
  id: string;
  placedAt: string;
  /** Whole won. */
  total: number;
  lines: OrderLine[];
  /** Its last status known to this device; absent if it was sold. */
  status?: Exclude<Order["status"], "completed">;
  /** The account it belongs to; absent if it was placed by somebody who was not signed in. */
  account?: string;
}

/** Newest first. */
export const visits = persisted<Visit[]>("donut.visits", (stored) => (Array.isArray(stored) ? stored : []));

/** @returns the orders of the account that is signed in, or, while nobody is, those placed on this device */
export function useOwnVisits(): Visit[] {
  const owner = account.use();
  return visits.use().filter((it) => it.account === owner);
}

/** @returns how many of each product were bought */
export function stampsOf(past: Visit[]): Map<string, number> {
  const stamps = new Map<string, number>();
  for (const { productId, quantity } of past.flatMap((it) => (it.status ? [] : it.lines))) {
    stamps.set(productId, (stamps.get(productId) ?? 0) + quantity);
  }
  return stamps;
}
