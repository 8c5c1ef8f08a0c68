import type { stockDepleted } from "@donut/contracts/events/stock";
import type * as z from "zod";
import { claimMail } from "./mail-record.ts";
import { isOver, type MailSent, secondsUntil, sendStopMail, standsStill } from "./send-stop-mail.ts";
import { readCampaigns } from "./store.ts";

type Depleted = z.infer<typeof stockDepleted.schema>;

export type Asked =
  | MailSent
  /** The mail has been sent before. */
  | { status: "repeated" }
  /** The shortage is over. */
  | { status: "overtaken" }
  | { status: "nothing-advertised" }
  /** The ads have stopped already. */
  | { status: "nothing-running" }
  /** Another delivery of the message is working on it. */
  | { status: "being-sent"; retryAfterSeconds: number };

/**
 * Mails the ad manager to stop the ads for a product that ran short: one mail per shortage, however often the message
 * is delivered and the production fails. SES has no idempotency, so the mail is claimed before it is sent and marked
 * afterwards. If the worker crashes between the two, or SES's answer is lost, the claim expires and the mail is sent
 * once more. Only in that window is delivery at least once instead of exactly once; at most once could leave an ad
 * running for donuts that nobody can buy.
 */
export async function askToStop({ at, data }: Depleted, signal: AbortSignal): Promise<Asked> {
  const { productId, first = { shortageId: data.shortageId, since: at } } = data;
  const shortage = { productId, ...first };
  const campaigns = (await readCampaigns()).filter(({ productIds }) => productIds.includes(productId));
  if (campaigns.length === 0) return { status: "nothing-advertised" };
  if (campaigns.every((campaign) => isOver(campaign, shortage))) return { status: "overtaken" };
  if (campaigns.every((campaign) => standsStill(campaign, shortage))) return { status: "nothing-running" };

  const claimed = await claimMail({ ...shortage, campaignIds: campaigns.map(({ id }) => id) });
  if (claimed.status === "sent") return { status: "repeated" };
  if (claimed.status === "being-sent")
    return { status: "being-sent", retryAfterSeconds: secondsUntil(claimed.remainingMs) };
  return sendStopMail(shortage, { campaigns, claim: claimed.claim }, signal);
}
