import type { DeliveryResult, ShopifyDelivery } from "@donut/contracts/shopify";
import { readDeliveries } from "../api.ts";

const PAGE = 100;

/** The samples of a run that have arrived: each one's result, by its webhook id. */
export type Arrivals = ReadonlyMap<string, DeliveryResult>;

/**
 * Adds new arrivals. Reads the newest deliveries, page by page, until a page has nothing new of the run. `thorough`
 * reads as long as pages contain anything of the run, for samples handled out of order.
 */
export async function readArrivals(
  run: string,
  known: Arrivals,
  { thorough, signal }: { thorough: boolean; signal: AbortSignal },
): Promise<Arrivals> {
  const found = new Map(known);
  let cursor: string | undefined;
  do {
    const page = await readDeliveries({ limit: PAGE, cursor }, signal);
    const ours = page.deliveries.filter(({ webhookId }) => isOf(run, webhookId));
    const before = found.size;
    for (const delivery of ours) keep(found, delivery);
    const isOver = cursor !== undefined && ours.length === 0;
    if (isOver || (!thorough && cursor !== undefined && found.size === before)) break;
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/** @returns the number of arrivals by result */
export function countResults(arrivals: Arrivals): Partial<Record<DeliveryResult, number>> {
  const counts: Partial<Record<DeliveryResult, number>> = {};
  for (const result of arrivals.values()) counts[result] = (counts[result] ?? 0) + 1;
  return counts;
}

function isOf(run: string, webhookId: string): boolean {
  return webhookId.startsWith(`sample-${run}-`);
}

/** Pages are newest first: a sample's first result is that of its oldest delivery. */
function keep(found: Map<string, DeliveryResult>, { webhookId, result }: ShopifyDelivery): void {
  if (result !== "duplicate" || !found.has(webhookId)) found.set(webhookId, result);
}
