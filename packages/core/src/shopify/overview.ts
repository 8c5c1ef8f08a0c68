import type { shopifySummary, skuList } from "@donut/contracts/shopify";
import { Resource } from "sst";
import type * as z from "zod";
import { listDeliveries } from "./delivery.ts";
import { allWaiting, type OpenEntry } from "./open-entries.ts";
import { listRefusals } from "./refusals.ts";
import { listSkus } from "./skus.ts";
import { listTasks } from "./tasks.ts";

const hours = 24;
const mostTasks = 100;

/** @returns the overview of the Shopify channel */
export async function readSummary(): Promise<z.infer<typeof shopifySummary>> {
  const [last, tasks, unmapped, owed, refusals] = await Promise.all([
    listDeliveries(1, undefined),
    listTasks(mostTasks, undefined, "open"),
    allWaiting("unmapped"),
    allWaiting("owed"),
    listRefusals(hours),
  ]);
  const lastDelivery = last.status === "page" ? last.deliveries[0] : undefined;
  return {
    shop: Resource.ShopifyShop.value,
    webhookUrl: `${Resource.ShopifyApi.url}/webhooks`,
    ...(lastDelivery && { lastDelivery }),
    openTasks: tasks.status === "page" ? tasks.tasks.length : 0,
    unmappedSkus: byWhat(unmapped).size,
    owed: Object.fromEntries([...byWhat(owed)].map(([productId, entries]) => [productId, sumOf(entries)])),
    refused: refusals.reduce((sum, { count }) => sum + count, 0),
  };
}

/** @returns the mapped SKUs, and the unmapped ones of stored orders */
export async function readSkuList(): Promise<z.infer<typeof skuList>> {
  const [mapped, waiting] = await Promise.all([listSkus(), allWaiting("unmapped")]);
  const unmapped = [...byWhat(waiting)].map(([about, entries]) => {
    const { sku = about, variantId, title = "" } = entries.at(-1) ?? {};
    return { sku, ...(variantId && { variantId }), title, quantity: sumOf(entries), orders: entries.length };
  });
  return { mapped, unmapped };
}

function byWhat(entries: OpenEntry[]): Map<string, OpenEntry[]> {
  return Map.groupBy(entries, ({ about }) => about);
}

function sumOf(entries: OpenEntry[]): number {
  return entries.reduce((sum, { quantity }) => sum + quantity, 0);
}
