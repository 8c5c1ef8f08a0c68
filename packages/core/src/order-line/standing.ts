import * as z from "zod";
import type { Step } from "../journey/journey.ts";
import { type Order, order, readOrder } from "../order/order.ts";
import { placeOf, readFront } from "./line.ts";

/** An order as it stands: one that waits in the line has its place there, of which 1 is the next one. */
export const standing = order.extend({ place: z.int().positive().optional() });
export type Standing = z.infer<typeof standing>;

/** @returns the order without its customer, with its place. What was cleared from the line will never be sold. */
export async function standingOf(given: Order): Promise<Standing> {
  const known = order.parse(given);
  if (known.status !== "queued" || known.number === undefined) return known;
  const line = await readFront();
  if (known.number > line.cleared) return { ...known, place: placeOf(known.number, line) };
  // What was given may be older than the line: perhaps it was sold before that was cleared.
  const now = await readOrder(known.id);
  return now && now.status !== "queued" ? order.parse(now) : { ...known, status: "rejected" };
}

/** The order itself is the first part of its timeline. */
export function ownSteps({ id: orderId, status, number, placedAt, settledAt, units, total, short }: Standing): Step[] {
  const detail = { orderId, units, total };
  const queued = number === undefined ? [] : [{ at: placedAt, type: "order.queued", detail: { ...detail, number } }];
  const at = settledAt ?? placedAt;
  if (status === "queued") return queued;
  if (status === "completed") return [...queued, { at, type: "order.placed", detail }];
  return [...queued, { at, type: "order.rejected", detail: { orderId, ...(short && { short }) } }];
}
