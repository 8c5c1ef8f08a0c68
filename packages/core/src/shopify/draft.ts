import { orderSoldElsewhere } from "@donut/contracts/events/order";
import { shopifyOrderStored } from "@donut/contracts/events/shopify";
import type { Catalog } from "../catalog/catalog.ts";
import { createEvent } from "../messaging/event.ts";
import type { Outcome } from "./delivery.ts";
import type { Envelope } from "./envelope.ts";
import { resolveLines, unitsOf, unmappedOf } from "./lines.ts";
import { minorUnits } from "./money.ts";
import type { Reading } from "./read-delivery.ts";
import type { SkusSeen } from "./skus.ts";
import { orderKey, type StoredOrder } from "./stored-order.ts";

/** The planned state of an order. What it takes from stock is decided afterwards, for all drafts together. */
export interface Draft {
  /** As stored. */
  before: StoredOrder | undefined;
  after: StoredOrder;
}

interface Known {
  catalog: Catalog;
  orders: ReadonlyMap<string, StoredOrder>;
  skus: SkusSeen;
}

/** Drafts the state of an order after a delivery. @returns the result of the delivery */
export function draftStored(
  envelope: Envelope,
  { order, version }: Reading & { kind: "order" },
  { catalog, orders, skus }: Known,
  drafts: Map<string, Draft>,
): Outcome {
  const id = orderKey(envelope.shop, order.id);
  const before = orders.get(id);
  const current = drafts.get(id)?.after ?? before;
  const about = { orderId: order.id, orderName: order.name };
  if (current !== undefined && version <= current.version)
    return { result: "stale", reason: "a state as new as this was stored before", ...about };

  const now = new Date().toISOString();
  const lines = resolveLines(order.lines, { before: current?.lines ?? [], mapped: skus.mapped, catalog });
  const minor = minorUnits(order.total.amount, order.total.currency);
  const redactedAt = current?.redactedAt;
  const person = redactedAt
    ? { redactedAt }
    : { ...(order.email && { email: order.email }), ...(order.customerId && { customerId: order.customerId }) };
  const after: StoredOrder = {
    id,
    orderId: order.id,
    shop: envelope.shop,
    name: order.name,
    state: order.test ? "test" : order.cancelled ? "cancelled" : "open",
    ...person,
    lines,
    units: order.test ? {} : unitsOf(lines),
    taken: current?.taken ?? {},
    owed: current?.owed ?? {},
    owedSince: current?.owedSince ?? {},
    unmapped: [...unmappedOf(lines).values()],
    total: { ...order.total, ...(minor !== undefined && { minor }) },
    ...(order.createdAt && { createdAt: order.createdAt }),
    updatedAt: order.updatedAt ?? envelope.receivedAt,
    firstStoredAt: current?.firstStoredAt ?? now,
    storedAt: now,
    correlationId: current?.correlationId ?? envelope.correlationId,
    version,
    writes: (before?.writes ?? 0) + 1,
    delivery: { webhookId: envelope.webhookId, id: envelope.deliveryId },
  };
  drafts.set(id, { before, after });
  return { result: order.test ? "test" : "stored", ...about };
}

/** Drafts an order again, since one of its SKUs may have been mapped in the meantime. */
export function draftReplay(id: string, { catalog, orders, skus }: Known, drafts: Map<string, Draft>): void {
  const before = orders.get(id);
  const current = drafts.get(id)?.after ?? before;
  if (current === undefined) return;
  const lines = resolveLines(current.lines, { before: current.lines, mapped: skus.mapped, catalog });
  if (lines.every(({ kind }, index) => kind === current.lines[index]?.kind)) return;
  const after = {
    ...current,
    lines,
    units: current.state === "test" ? {} : unitsOf(lines),
    unmapped: [...unmappedOf(lines).values()],
    storedAt: new Date().toISOString(),
    writes: (before?.writes ?? 0) + 1,
  };
  drafts.set(id, { before, after });
}

/** The events of a stored order; none if nothing changed that others can see. */
export function orderEvents(before: StoredOrder | undefined, after: StoredOrder) {
  if (before !== undefined && visible(before) === visible(after)) return [];
  const { shop, orderId, name, state, total, units, owed, unmapped } = after;
  const { amount, currency } = total;
  const change = before ? ("changed" as const) : ("new" as const);
  const stored = createEvent(shopifyOrderStored, {
    shop,
    orderId,
    name,
    change,
    state,
    total: { amount, currency },
    units,
    owed,
    unmapped: unmapped.length,
  });
  const sold = sumOf(units);
  const isNews = before?.email !== after.email || sumOf(before?.units ?? {}) !== sold;
  if (after.email === undefined || sold === 0 || !isNews) return [stored];
  return [stored, createEvent(orderSoldElsewhere, { channel: "shopify", orderId, email: after.email, units: sold })];
}

function visible({ name, state, total, units, owed, unmapped, email }: StoredOrder): string {
  return JSON.stringify([name, state, total, sorted(units), sorted(owed), unmapped, email]);
}

function sorted(units: Record<string, number>): [string, number][] {
  return Object.entries(units).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sumOf(units: Record<string, number>): number {
  return Object.values(units).reduce((sum, one) => sum + one, 0);
}
