import { shopifySkuMapped } from "@donut/contracts/events/shopify";
import type { SkuMapping } from "@donut/contracts/shopify";
import { Resource } from "sst";
import { auditOutcome, beginAudit, endAudit } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { waitingFor } from "./open-entries.ts";
import { mappingPuts } from "./skus.ts";
import { replayOrders } from "./store.ts";

export type Mapped = { status: "mapped"; mapping: SkuMapping } | { status: "unknown-product" };

/**
 * Defines what one piece of a SKU stands for from now on. A message has the orders with this SKU unmapped processed
 * again; lines mapped before keep what they took. The mapping, its audit record and the message share one transaction.
 */
export async function mapSku(
  { sku, productId, units }: Pick<SkuMapping, "sku" | "productId" | "units">,
  actor: AuditActor,
): Promise<Mapped> {
  if (!(await readCatalog(0)).has(productId)) return { status: "unknown-product" };
  const mapping = { sku, productId, units, mappedAt: new Date().toISOString() };
  const { id } = await beginAudit({ actor, action: "shopify.map-sku", target: sku, detail: { productId, units } });
  try {
    const event = createEvent(shopifySkuMapped, { shop: Resource.ShopifyShop.value, sku, productId, units });
    const result = await transact([...mappingPuts(mapping), outboxPut(event), auditOutcome(id, "succeeded", mapping)]);
    if (result.status !== "committed") throw new Error(`The SKU ${sku} was not mapped: ${result.status}.`);
    return { status: "mapped", mapping };
  } catch (error) {
    await endAudit(id, "failed", { error: String(error) }).catch(() => {});
    throw error;
  }
}

/** As many as one transaction can store without being split. */
const together = 10;

/**
 * Processes every order that waits for a SKU again. A processed order no longer waits, so this ends; safe to repeat.
 *
 * @returns false if time ran out (`giveUpAt`, ms since the epoch)
 */
export async function replaySku(sku: string, giveUpAt: number): Promise<boolean> {
  while (Date.now() < giveUpAt) {
    const waiting = await waitingFor("unmapped", sku, together);
    if (waiting.length === 0) return true;
    if (!(await replayOrders([...new Set(waiting.map(({ orderKey }) => orderKey))], giveUpAt))) return false;
  }
  return false;
}
