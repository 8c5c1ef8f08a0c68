import type {
  productionAccepted,
  shortageClosed,
  stockDepleted,
  stockReplenished,
} from "@donut/contracts/events/stock";
import type * as z from "zod";
import { hear, type SupplyNews } from "./lifecycle.ts";
import { readCampaigns, saveCampaign } from "./store.ts";

type StockEvent =
  | z.infer<typeof stockDepleted.schema>
  | z.infer<typeof productionAccepted.schema>
  | z.infer<typeof stockReplenished.schema>
  | z.infer<typeof shortageClosed.schema>;

// Another round is needed only if somebody else changed the same campaign in the meantime.
const maxRounds = 10;

/** Updates the campaigns after a change of supply. Safe to repeat, in any order. */
export async function hearOfSupply(event: StockEvent): Promise<void> {
  const news = newsOf(event);
  for (let round = 0; round < maxRounds; round++) {
    const campaigns = await readCampaigns();
    const behind = campaigns.flatMap((campaign) => {
      const next = hear(campaign, news, new Date().toISOString());
      return next.status === "changed" ? [{ campaign, next }] : [];
    });
    if (behind.length === 0) return;
    await Promise.all(behind.map(({ campaign, next }) => saveCampaign(campaign, next.campaign, next.entry)));
  }
  throw new Error(`The campaigns for ${news.productId} kept changing.`);
}

function newsOf({ type, at, data }: StockEvent): SupplyNews {
  // A production order has the id of its shortage.
  switch (type) {
    case "stock.depleted":
      return {
        kind: "short",
        productId: data.productId,
        shortageId: data.shortageId,
        firstShortageId: data.first?.shortageId,
        at: data.first?.since ?? at,
      };
    case "production.accepted":
      return {
        kind: "expected",
        productId: data.productId,
        shortageId: data.productionOrderId,
        firstShortageId: data.first?.shortageId,
        at: data.first?.since ?? at,
        expectedAt: data.expectedAt,
      };
    case "stock.replenished":
      return { kind: "back", productId: data.productId, shortageId: data.productionOrderId, at };
    case "shortage.closed":
      return { kind: "back", productId: data.productId, shortageId: data.shortageId, at };
  }
}
