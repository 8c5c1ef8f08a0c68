import { Resource } from "sst";
import { sendMail } from "../mail/send-mail.ts";
import { type Campaign, firstIdOf } from "./campaign.ts";
import { leaseMs, markFailed, markSent } from "./mail-record.ts";
import { stopToken } from "./stop-link.ts";
import { stopMail } from "./stop-mail.ts";

/** The mail tag that holds the shortage's id. */
export const shortageTag = "shortage";

export interface Shortage {
  /** The original id. */
  shortageId: string;
  productId: string;
  /** When the product ran short. */
  since: string;
}

export type MailSent =
  | { status: "asked" }
  /** The mail was not sent, or it is unknown whether it was; only then is there a delay. */
  | { status: "failed"; reason: string; retryAfterSeconds?: number };

/** Sends the mail about a shortage on behalf of the holder of its claim, and records the outcome. */
export async function sendStopMail(
  { shortageId, productId, since }: Shortage,
  { campaigns, claim }: { campaigns: Campaign[]; claim: string },
  signal: AbortSignal,
): Promise<MailSent> {
  const mail = { shortageId, productId, campaignIds: campaigns.map(({ id }) => id) };
  const url = `${Resource.AdsApi.url}/stop?token=${stopToken(mail, Resource.AdStopSecret.value)}`;
  const known = campaigns.flatMap(({ supply }) => supply[productId] ?? []);
  const { expectedAt } = known.find((it) => firstIdOf(it) === shortageId) ?? {};
  const sent = await sendMail(
    {
      from: Resource.AdMail.sender,
      to: Resource.AdManagerEmail.value,
      ...stopMail({ productId, since, expectedAt, campaigns, url }),
      tags: { [shortageTag]: shortageId },
    },
    signal,
  );
  if (sent.status === "sent") {
    await markSent(mail, { claim, messageId: sent.messageId });
    return { status: "asked" };
  }
  const mayBeOut = sent.status === "unknown";
  await markFailed(shortageId, { claim, reason: sent.reason, mayBeOut });
  return { status: "failed", reason: sent.reason, ...(mayBeOut && { retryAfterSeconds: secondsUntil(leaseMs) }) };
}

type Which = Pick<Shortage, "productId" | "shortageId">;

/** @returns whether the shortage is over; a later shortage of the product has its own mail */
export function isOver({ supply }: Campaign, { productId, shortageId }: Which): boolean {
  const known = supply[productId];
  if (known === undefined || known.shortageId < shortageId) return false;
  return firstIdOf(known) !== shortageId || !known.open;
}

/** Only for a campaign that has heard of the shortage: any other may still be running. */
export function standsStill({ status, supply }: Campaign, { productId, shortageId }: Which): boolean {
  const known = supply[productId];
  return status === "stopped" && known !== undefined && firstIdOf(known) === shortageId;
}

export function secondsUntil(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
