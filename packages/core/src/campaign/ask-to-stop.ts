import { Resource } from "sst";
import type { z } from "zod";
import { sendMail } from "../mail/send-mail.ts";
import type { stockDepleted } from "../stock/events.ts";
import type { Campaign } from "./campaign.ts";
import { claimMail, leaseMs, markFailed, markSent } from "./mail-record.ts";
import { stopLetter } from "./stop-letter.ts";
import { stopToken } from "./stop-link.ts";
import { readCampaigns } from "./store.ts";

type Depleted = z.infer<typeof stockDepleted.schema>;

export type Asked =
  | { status: "asked" }
  /** The mail went out before. */
  | { status: "repeated" }
  /** The shortage is over. */
  | { status: "overtaken" }
  | { status: "nothing-advertised" }
  /** Another delivery of the message is at it. */
  | { status: "being-asked"; retryAfterSeconds: number }
  /** The mail has not gone out, or nobody knows (then a pause is given). */
  | { status: "failed"; reason: string; retryAfterSeconds?: number };

/**
 * Asks the ad manager by mail to stop the ads for a product that ran short: one mail per shortage, however often its
 * message comes. SES cannot make a repeated mail the same mail, so the mail is claimed before it is sent and marked
 * after. What is left is the moment between the two: if we crash there, or SES's answer is lost, the claim runs out and
 * the mail goes out once more. In that window, and only there, it is at least one mail instead of exactly one; the other
 * choice, at most one, could leave an ad running for donuts that nobody can buy.
 */
export async function askToStop({ at, data }: Depleted, signal: AbortSignal): Promise<Asked> {
  const { shortageId, productId } = data;
  const campaigns = (await readCampaigns()).filter(({ productIds }) => productIds.includes(productId));
  if (campaigns.length === 0) return { status: "nothing-advertised" };
  if (campaigns.every((campaign) => isOver(campaign, productId, shortageId))) return { status: "overtaken" };

  const mail = { shortageId, productId, campaignIds: campaigns.map(({ id }) => id) };
  const claimed = await claimMail(mail);
  if (claimed.status === "sent") return { status: "repeated" };
  if (claimed.status === "being-sent")
    return { status: "being-asked", retryAfterSeconds: secondsUntil(claimed.remainingMs) };

  const url = `${Resource.AdsApi.url}/stop?token=${stopToken(mail, Resource.AdStopSecret.value)}`;
  const { expectedAt } =
    campaigns.find(({ supply }) => supply[productId]?.shortageId === shortageId)?.supply[productId] ?? {};
  const sent = await sendMail(
    {
      from: Resource.AdMail.sender,
      to: Resource.AdManagerEmail.value,
      ...stopLetter({ productId, since: at, expectedAt, campaigns, url }),
    },
    signal,
  );
  const { claim } = claimed;
  if (sent.status === "sent") {
    await markSent(mail, { claim, messageId: sent.messageId });
    return { status: "asked" };
  }
  const mayBeOut = sent.status === "unknown";
  await markFailed(shortageId, { claim, reason: sent.reason, mayBeOut });
  return { status: "failed", reason: sent.reason, ...(mayBeOut && { retryAfterSeconds: secondsUntil(leaseMs) }) };
}

/** A later shortage of the product has its own mail. */
function isOver({ supply }: Campaign, productId: string, shortageId: string): boolean {
  const known = supply[productId];
  if (known === undefined || known.shortageId < shortageId) return false;
  return known.shortageId > shortageId || !known.open;
}

function secondsUntil(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
