import * as z from "zod";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { campaign } from "./campaign.ts";
import { mailRecord, recentMails } from "./mail-record.ts";
import { readCampaigns } from "./store.ts";

export const listedCampaign = campaign.extend({
  /** Mails to the ad manager, newest first. */
  mails: z.array(mailRecord),
});
type ListedCampaign = z.infer<typeof listedCampaign>;

const newestMails = 100;

export type CampaignPage =
  | { status: "page"; campaigns: ListedCampaign[]; next?: string | undefined }
  | { status: "bad-cursor" };

/** The position of a campaign in the list. */
const position = campaign.pick({ since: true, id: true }).strict();
type Position = z.infer<typeof position>;

/**
 * All campaigns are read and sorted here because there are few; a cursor is the position of the last one.
 *
 * @returns up to `limit` campaigns, latest change of status first, with their latest mails, from `cursor` on (the
 * `next` of the previous page)
 */
export async function listCampaigns(limit: number, cursor?: string): Promise<CampaignPage> {
  const start = cursor === undefined ? undefined : decodeCursor(cursor, position);
  if (start?.success === false) return { status: "bad-cursor" };
  const [all, mails] = await Promise.all([readCampaigns(), recentMails(newestMails)]);
  const rest = all.sort(byLatest).filter((it) => start === undefined || byLatest(it, start.data) > 0);
  const page = rest.slice(0, limit);
  const last = rest.length > limit ? page.at(-1) : undefined;
  return {
    status: "page",
    campaigns: page.map((it) => ({ ...it, mails: mails.filter(({ campaignIds }) => campaignIds.includes(it.id)) })),
    next: last && encodeCursor({ since: last.since, id: last.id }),
  };
}

function byLatest(a: Position, b: Position): number {
  if (a.since === b.since) return a.id.localeCompare(b.id);
  return a.since < b.since ? 1 : -1;
}
