import { z } from "zod";
import { campaign } from "./campaign.ts";
import { mailRecord, recentMails } from "./mail-record.ts";
import { readCampaigns } from "./store.ts";

export const listedCampaign = campaign.extend({
  /** To the ad manager, newest first. */
  mails: z.array(mailRecord),
});
export type ListedCampaign = z.infer<typeof listedCampaign>;

const newestMails = 100;

/** @returns all campaigns, the latest change of status first, with their latest mails. */
export async function listCampaigns(): Promise<ListedCampaign[]> {
  const [campaigns, mails] = await Promise.all([readCampaigns(), recentMails(newestMails)]);
  return campaigns
    .sort((a, b) => (a.since === b.since ? a.id.localeCompare(b.id) : a.since < b.since ? 1 : -1))
    .map((it) => ({ ...it, mails: mails.filter(({ campaignIds }) => campaignIds.includes(it.id)) }));
}
