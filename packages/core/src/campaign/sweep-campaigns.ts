import { readStock, type StockItem } from "../stock/stock-item.ts";
import type { Campaign } from "./campaign.ts";
import { hear, type SupplyNews } from "./lifecycle.ts";
import { readCampaigns, saveCampaign } from "./store.ts";

export interface CampaignSweep {
  /** Campaigns that were missing news about the supply of their products. */
  corrected: number;
}

const patienceMs = 5 * 60_000;

/**
 * Tells campaigns about the beginning or the end of shortages whose message was deleted or has expired. Shortages that
 * began a moment ago are skipped: their message is still on its way.
 */
export async function sweepCampaigns(_giveUpAt: number, now = Date.now()): Promise<CampaignSweep> {
  const campaigns = await readCampaigns();
  // Read after the campaigns: a shortage that a campaign knows and the stock no longer has is over.
  const stock = await readStock();
  const swept: CampaignSweep = { corrected: 0 };
  for (const campaign of campaigns) {
    const news = campaign.productIds.flatMap((productId) => newsOf(campaign, stock.get(productId), productId, now));
    for (const one of news) {
      const next = hear(campaign, one, new Date().toISOString());
      if (next.status === "unchanged") continue;
      // One at a time: a campaign that has changed in the meantime is left to the next sweep.
      const { status } = await saveCampaign(campaign, next.campaign, next.entry);
      if (status === "saved") swept.corrected++;
      break;
    }
  }
  return swept;
}

function newsOf(campaign: Campaign, stock: StockItem | undefined, productId: string, now: number): SupplyNews[] {
  const known = campaign.supply[productId];
  const { shortageId, shortageSince: at, firstShortageId, expectedAt } = stock ?? {};
  if (shortageId === undefined) {
    if (known?.open !== true) return [];
    return [{ kind: "back", productId, shortageId: known.shortageId, at: new Date(now).toISOString() }];
  }
  if (at === undefined || Math.abs(now - Date.parse(at)) < patienceMs) return [];
  if (known?.shortageId === shortageId) return [];
  const open = { productId, shortageId, firstShortageId, at };
  return [expectedAt === undefined ? { kind: "short", ...open } : { kind: "expected", ...open, expectedAt }];
}
