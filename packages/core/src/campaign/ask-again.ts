import { type BounceNotice, mayArriveLater, reasonOf } from "../mail/bounce.ts";
import { claimBounced, noteBounce } from "./bounced-mail.ts";
import { readMail } from "./mail-record.ts";
import { isOver, type MailSent, secondsUntil, sendStopMail, shortageTag, standsStill } from "./send-stop-mail.ts";
import { readCampaigns } from "./store.ts";

export type AskedAgain =
  | MailSent
  /** A later mail is out, the shortage is over, or the ads have stopped. */
  | { status: "overtaken" }
  /** Recorded; to be tried again after this delay. */
  | { status: "waiting"; reason: string; retryAfterSeconds: number }
  /** Recorded; retrying cannot help until somebody has fixed the named reason. */
  | { status: "given-up"; reason: string }
  /** Another delivery of the message is working on it. */
  | { status: "being-sent"; retryAfterSeconds: number };

/** How many mails about one shortage may bounce before a person has to look at it. */
export const mostBounces = 3;
/** Seconds to wait after the first bounce, and after later ones. */
const pauseSeconds = [15, 300] as const;

/**
 * Sends the mail about a shortage again after it bounced: after a delay if the bounce was transient, and not at all if
 * it was permanent or has happened `mostBounces` times. In that case the notice belongs in the dead-letter queue;
 * redriving it as a new message (`messageId`) sends one more mail. Each notice causes at most one mail.
 */
export async function askAgain(
  { bounce, mail }: BounceNotice,
  { signal, messageId }: { signal: AbortSignal; messageId: string },
): Promise<AskedAgain> {
  const [shortageId = ""] = mail.tags[shortageTag] ?? [];
  const record = await readMail(shortageId);
  const now = Date.now();
  if (record?.state === "claimed" && record.leaseUntil > now)
    return { status: "being-sent", retryAfterSeconds: secondsUntil(record.leaseUntil - now) };
  if (record === undefined || record.messageId !== mail.messageId) return { status: "overtaken" };

  const reason = reasonOf(bounce);
  if (record.state === "sent") {
    const isLast = !mayArriveLater(bounce) || record.bounces + 1 >= mostBounces;
    const noted = await noteBounce(record, bounce, isLast ? messageId : undefined);
    if (noted.status === "changed-meanwhile") return { status: "being-sent", retryAfterSeconds: 1 };
    if (isLast) return { status: "given-up", reason };
    return { status: "waiting", reason, retryAfterSeconds: pauseSeconds[record.bounces === 0 ? 0 : 1] };
  }
  if (record.givenUpBy === messageId) return { status: "given-up", reason };

  const { productId } = record;
  const campaigns = (await readCampaigns()).filter(({ productIds }) => productIds.includes(productId));
  if (campaigns.every((campaign) => isOver(campaign, record) || standsStill(campaign, record)))
    return { status: "overtaken" };
  const claimed = await claimBounced(record);
  if (claimed.status === "changed-meanwhile") return { status: "being-sent", retryAfterSeconds: 1 };
  const since = campaigns.map(({ supply }) => supply[productId]?.since ?? "").find(Boolean) ?? record.firstTriedAt;
  return sendStopMail({ shortageId, productId, since }, { campaigns, claim: claimed.claim }, signal);
}
