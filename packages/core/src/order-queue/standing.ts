import { type Order, order, type Standing, type Step } from "@donut/contracts/sales";
import { readOrder } from "../order/order.ts";
import { placeOf, readFront } from "./counters.ts";

/** @returns the order with its place, without its customer. A cleared order counts as rejected. */
export async function standingOf(given: Order): Promise<Standing> {
  const known = order.parse(given);
  if (known.status !== "queued" || known.number === undefined) return known;
  const front = await readFront();
  if (known.number > front.cleared) return { ...known, place: placeOf(known.number, front) };
  // The order passed in may be outdated: it could have been sold before the queue was cleared.
  const now = await readOrder(known.id);
  return now && now.status !== "queued" ? order.parse(now) : { ...known, status: "rejected" };
}

/** @returns the timeline entries that come from the order itself */
export function ownSteps({ id: orderId, status, number, placedAt, settledAt, units, total, short }: Standing): Step[] {
  const detail = { orderId, units, total };
  const queued = number === undefined ? [] : [{ at: placedAt, type: "order.queued", detail: { ...detail, number } }];
  const at = settledAt ?? placedAt;
  if (status === "queued") return queued;
  if (status === "completed") return [...queued, { at, type: "order.placed", detail }];
  return [...queued, { at, type: "order.rejected", detail: { orderId, ...(short && { short }) } }];
}
