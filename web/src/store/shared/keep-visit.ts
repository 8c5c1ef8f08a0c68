import type { Order } from "../../api/types.ts";
import { type Visit, visits } from "./visits.ts";

/** How many of its newest orders the device remembers. */
const kept = 200;

/** Stores an order placed on this device just now. */
export function addVisit(order: Order): void {
  const others = visits.get().filter(({ id }) => id !== order.id);
  visits.set([visitOf(order), ...others].slice(0, kept));
}

/** Stores an order's outcome, if it was placed on this device. */
export function renewVisit(order: Order): void {
  const past = visits.get();
  const visit = past.find(({ id }) => id === order.id);
  const renewed = visitOf(order);
  if (visit && visit.status !== renewed.status) visits.set(past.map((it) => (it === visit ? renewed : it)));
}

function visitOf({ id, placedAt, total, lines, status }: Order): Visit {
  return {
    id,
    placedAt,
    total,
    lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
    ...(status !== "completed" && { status }),
  };
}
