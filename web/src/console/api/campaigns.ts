import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";
import type { Language } from "../../i18n/language.ts";
import { searchOf } from "./urls.ts";

export type CampaignStatus = "running" | "stop_requested" | "stopped" | "may_resume";

/** The latest shortage of a product. */
interface Supply {
  shortageId: string;
  open: boolean;
  since: string;
  expectedAt?: string;
}

export interface HistoryEntry {
  at: string;
  status: CampaignStatus;
  by: "stock" | "ad-manager" | "operator";
  /** The operator's name. */
  actor?: string;
  productId?: string;
}

/** A mail to the ad manager: one per shortage. */
export interface StopMail {
  shortageId: string;
  productId: string;
  state: "claimed" | "sent" | "bounced";
  tries: number;
  firstTriedAt: string;
  sentAt?: string;
  /** How often it bounced since somebody last dealt with it. */
  bounces: number;
  /** It is not retried: the message with this id is among the dead letters. */
  givenUpBy?: string;
  lastError?: string;
  correlationId: string;
}

export interface Campaign {
  id: string;
  name: Record<Language, string>;
  channel: string;
  productIds: string[];
  status: CampaignStatus;
  since: string;
  supply: Record<string, Supply>;
  /** Newest first. */
  history: HistoryEntry[];
  /** Newest first. */
  mails: StopMail[];
}

export const campaignsQuery = queryOptions({
  queryKey: ["admin", "campaigns"],
  queryFn: async ({ signal }) => ({ campaigns: await allCampaigns(signal) }),
});

const PAGE = 100;

/** Reads all pages: there are few campaigns, and people view them all at once. */
async function allCampaigns(signal: AbortSignal): Promise<Campaign[]> {
  const found = new Map<string, Campaign>();
  let cursor: string | undefined;
  do {
    const url = `${adminUrl}/campaigns${searchOf({ limit: PAGE, cursor })}`;
    const { campaigns, next } = await call<{ campaigns: Campaign[]; next?: string }>(url, { signal });
    for (const campaign of campaigns) found.set(campaign.id, campaign);
    cursor = next;
  } while (cursor !== undefined);
  return [...found.values()];
}

export const setCampaignStatus = (id: string, status: "stopped" | "running") =>
  call<{ campaign: Campaign }>(`${adminUrl}/campaigns/${encodeURIComponent(id)}/status`, {
    method: "PUT",
    body: { status },
  });
