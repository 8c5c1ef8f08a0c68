import * as z from "zod";
import { withoutAddresses } from "./addresses.ts";

/**
 * The parts of SES's bounce notification that are used here.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const bounceNotice = z.object({
  eventType: z.literal("Bounce"),
  bounce: z.object({
    bounceType: z.enum(["Permanent", "Transient", "Undetermined"]),
    bounceSubType: z.string(),
    bouncedRecipients: z.array(z.object({ diagnosticCode: z.string().optional(), status: z.string().optional() })),
    timestamp: z.iso.datetime(),
  }),
  mail: z.object({
    /** The id that SES gave the mail when it accepted it. */
    messageId: z.string(),
    tags: z.record(z.string(), z.array(z.string())),
  }),
});
export type BounceNotice = z.infer<typeof bounceNotice>;
export type Bounce = BounceNotice["bounce"];

/**
 * Whether sending the same mail later can help. It cannot if the mailbox does not exist, which SES counts against the
 * sender, or if the mail's size or content was refused. "Transient General" is most often an automatic reply: the mail
 * has arrived, but nobody reads it.
 * https://repost.aws/knowledge-center/ses-understand-soft-bounces
 */
export function mayArriveLater({ bounceType, bounceSubType }: Bounce): boolean {
  if (bounceType === "Undetermined") return true;
  return bounceType === "Transient" && ["MailboxFull", "CustomTimeoutExceeded"].includes(bounceSubType);
}

/** @returns the reason in one line, without addresses: `Permanent General: smtp; 550 5.1.1 user unknown` */
export function reasonOf({ bounceType, bounceSubType, bouncedRecipients }: Bounce): string {
  const [first] = bouncedRecipients;
  const cause = first?.diagnosticCode ?? first?.status;
  return withoutAddresses(`${bounceType} ${bounceSubType}${cause ? `: ${cause}` : ""}`);
}
