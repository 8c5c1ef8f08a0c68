import { shopifyPrivacyRequested, shopifySkuMapped } from "@donut/contracts/events/shopify";
import type { SkuMapping } from "@donut/contracts/shopify";
import { Resource } from "sst";
import { transact } from "../aws/transact.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { allWaiting } from "./open-entries.ts";
import { openPrivacyRequests } from "./open-privacy.ts";
import { readSkus } from "./skus.ts";

export interface ShopifySweep {
  /** SKUs that are mapped but still have orders waiting for them. */
  skus: number;
  /** Privacy requests that have not been carried out yet. */
  privacyRequests: number;
}

const patienceMs = 10 * 60_000;

/** Announces again what orders and people wait for, if its message should have been handled by now. */
export async function sweepShopify(_giveUpAt: number, now = Date.now()): Promise<ShopifySweep> {
  const isLate = (since: string) => Math.abs(now - Date.parse(since)) > patienceMs;
  const skus = [...new Set((await allWaiting("unmapped")).map(({ about }) => about))];
  const { mapped } = skus.length > 0 ? await readSkus(skus) : { mapped: new Map<string, SkuMapping>() };
  const stillWaited = [...mapped.values()].filter(({ mappedAt }) => isLate(mappedAt));
  for (const { sku, productId, units } of stillWaited)
    await transact([
      outboxPut(createEvent(shopifySkuMapped, { shop: Resource.ShopifyShop.value, sku, productId, units })),
    ]);
  const late = (await openPrivacyRequests()).filter(({ at }) => isLate(at));
  for (const { at: _, ...requested } of late)
    await transact([outboxPut(createEvent(shopifyPrivacyRequested, requested))]);
  return { skus: stillWaited.length, privacyRequests: late.length };
}
