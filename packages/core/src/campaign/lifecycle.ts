import type { Campaign, CampaignStatus, HistoryEntry, Supply } from "./campaign.ts";

/** News about a product's supply. `short` and `expected` both say that the shortage is open, `back` that it is over. */
export type SupplyNews = {
  productId: string;
  shortageId: string;
  /** The original id, if failed productions have given it new ones. */
  firstShortageId?: string | undefined;
  /** When the shortage began, or when the event happened. */
  at: string;
} & ({ kind: "short" } | { kind: "expected"; expectedAt: string } | { kind: "back" });

export type Next =
  | { status: "unchanged" }
  /** `entry` is added to the campaign's history; without one, only what it knows has changed. */
  | { status: "changed"; campaign: Campaign; entry?: HistoryEntry };

const keptHistory = 100;

/**
 * Applies news, in any order and any number of times. A product's shortages follow one another, and their ids sort by
 * time (UUID v7; they are minutes apart, so clocks need not agree exactly). News about an older shortage is stale, and
 * a shortage that is over stays over.
 *
 * While any of its products is short, a campaign is stopped or waiting to be stopped; otherwise it is running or may
 * resume.
 */
export function hear(campaign: Campaign, news: SupplyNews, now: string): Next {
  const { productId } = news;
  if (!campaign.productIds.includes(productId)) return { status: "unchanged" };
  const known = campaign.supply[productId];
  const supply = learn(known, news);
  if (supply === undefined) return { status: "unchanged" };
  const informed = { ...campaign, supply: { ...campaign.supply, [productId]: supply } };
  const short = campaign.productIds.some((id) => informed.supply[id]?.open);
  return enter(informed, short ? whenShort[campaign.status] : whenSupplied[campaign.status], {
    at: now,
    by: "stock",
    productId,
  });
}

const whenShort: Record<CampaignStatus, CampaignStatus> = {
  running: "stop_requested",
  stop_requested: "stop_requested",
  stopped: "stopped",
  may_resume: "stopped",
};
const whenSupplied: Record<CampaignStatus, CampaignStatus> = {
  running: "running",
  stop_requested: "running",
  stopped: "may_resume",
  may_resume: "may_resume",
};

export type Decision = { by: "ad-manager" } | { by: "operator"; actor: string };

export type Decided =
  | { status: "changed"; campaign: Campaign; entry: HistoryEntry }
  /** It already has this status. */
  | { status: "already" }
  /** There is no reason, or no longer a reason, to stop it. */
  | { status: "not-asked" }
  /** What it advertises is still short. */
  | { status: "still-short" };

/** The ad manager has stopped the ad, or an operator says so. */
export function stop(campaign: Campaign, decision: Decision, at: string): Decided {
  if (campaign.status === "running") return { status: "not-asked" };
  if (campaign.status !== "stop_requested") return { status: "already" };
  return decide(campaign, "stopped", { at, ...decision });
}

export function resume(campaign: Campaign, decision: Decision, at: string): Decided {
  if (campaign.status === "stopped") return { status: "still-short" };
  if (campaign.status !== "may_resume") return { status: "already" };
  return decide(campaign, "running", { at, ...decision });
}

/** @returns undefined if the news changes nothing */
function learn(known: Supply | undefined, news: SupplyNews): Supply | undefined {
  const { shortageId, at } = news;
  if (known !== undefined && known.shortageId > shortageId) return undefined;
  const same = known?.shortageId === shortageId ? known : undefined;
  if (same?.open === false) return undefined;
  const since = same !== undefined && same.since < at ? same.since : at;
  if (news.kind === "back") return { shortageId, open: false, since };
  const expectedAt = news.kind === "expected" ? news.expectedAt : same?.expectedAt;
  const firstShortageId = news.firstShortageId ?? same?.firstShortageId;
  if (same?.since === since && same.expectedAt === expectedAt && same.firstShortageId === firstShortageId)
    return undefined;
  return {
    shortageId,
    open: true,
    since,
    ...(firstShortageId !== undefined && { firstShortageId }),
    ...(expectedAt !== undefined && { expectedAt }),
  };
}

function enter(campaign: Campaign, status: CampaignStatus, why: Omit<HistoryEntry, "status">): Next {
  if (status === campaign.status) return { status: "changed", campaign };
  return decide(campaign, status, why);
}

function decide(campaign: Campaign, status: CampaignStatus, why: Omit<HistoryEntry, "status">) {
  const entry: HistoryEntry = { ...why, status };
  const history = [entry, ...campaign.history].slice(0, keptHistory);
  return { status: "changed" as const, campaign: { ...campaign, status, since: why.at, history }, entry };
}
