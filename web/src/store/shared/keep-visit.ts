import type { Order } from "../../api/types.ts";
import { type Visit, visits } from "./visits.ts";

/** How many of the newest orders the device remembers. */
export const keptVisits = 200;

/** Stores an order placed on this device just now. */
export function addVisit(order: Order, owner?: string): void {
  addVisits([order], owner);
}

/** Stores orders of an account, which takes over those that were placed on this device without it. */
export function addVisits(orders: Order[], owner: string | undefined): void {
  const ids = new Set(orders.map(({ id }) => id));
  const others = visits.get().filter(({ id }) => !ids.has(id));
  const all = [...orders.map((it) => visitOf(it, owner)), ...others];
  visits.set(all.sort((a, b) => b.placedAt.localeCompare(a.placedAt)).slice(0, keptVisits));
}

/** Forgets the orders of every other account. */
export function forgetOthers(owner: string | undefined): void {
  const past = visits.get();
  const own = past.filter((it) => it.account === undefined || it.account === owner);
  if (own.length < past.length) visits.set(own);
}

/** Stores an order's outcome, if it was placed on this device. */
export function renewVisit(order: Order): void {
  const past = visits.get();
  const visit = past.find(({ id }) => id === order.id);
  const renewed = visitOf(order, visit?.account);
  if (visit && visit.status !== renewed.status) visits.set(past.map((it) => (it === visit ? renewed : it)));
}

function visitOf({ id, placedAt, total, lines, status }: Order, owner: string | undefined): Visit {
  return {
    id,
    placedAt,
    total,
    lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
    ...(status !== "completed" && { status }),
    ...(owner !== undefined && { account: owner }),
  };
}
