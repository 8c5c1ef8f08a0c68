import type { TimelineEntry } from "../../api/types.ts";

/** A batch that was ordered because of this order and has not arrived yet. */
export interface Batch {
  productId: string;
  quantity: number | undefined;
  expectedAt: string | undefined;
}

/** What an order causes in ads, marketing and other channels is the shop's own business. */
const ownBusiness = /^(campaign|shopify|push)\.|^customer\.marketing_told$/;

/** @returns what of an order's timeline concerns its customer */
export function shownToCustomer(timeline: readonly TimelineEntry[]): TimelineEntry[] {
  return timeline.filter(({ type }) => !ownBusiness.test(type));
}

/** @returns the batches still on their way, in the order they were requested */
export function awaited(timeline: readonly TimelineEntry[]): Batch[] {
  const open = new Map<string, Batch>();
  for (const { type, detail } of timeline) {
    const productId = textOf(detail, "productId");
    if (!productId) continue;
    if (type === "stock.depleted" || type === "production.accepted") {
      open.set(productId, {
        productId,
        quantity: numberOf(detail, "quantity") ?? open.get(productId)?.quantity,
        expectedAt: textOf(detail, "expectedAt"),
      });
    }
    if (type === "stock.replenished" || type === "production.failed") open.delete(productId);
  }
  return [...open.values()];
}

/** Whether the order has made its customer a VIP. */
export function hasPromoted(timeline: readonly TimelineEntry[]): boolean {
  return timeline.some(({ type }) => type === "customer.promoted");
}

export function textOf(detail: TimelineEntry["detail"], key: string): string | undefined {
  const value = detail?.[key];
  return typeof value === "string" ? value : undefined;
}

export function numberOf(detail: TimelineEntry["detail"], key: string): number | undefined {
  const value = detail?.[key];
  return typeof value === "number" ? value : undefined;
}
