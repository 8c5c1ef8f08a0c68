import * as z from "zod";
import { withoutAddresses } from "./addresses.ts";

/**
 * What SES tells of a mail that came back, as far as it is used here.
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
    /** As SES answered it when it took the mail. */
    messageId: z.string(),
    tags: z.record(z.string(), z.array(z.string())),
  }),
});
export type BounceNotice = z.infer<typeof bounceNotice>;
export type Bounce = BounceNotice["bounce"];

/**
 * Whether the same mail may arrive at another time. Not where there is no such mailbox, which SES counts against the
 * sender, nor where the mail's size or content was refused. "Transient General" is most often an automatic reply, which
 * says that the mail has arrived and nobody reads it.
 * https://repost.aws/knowledge-center/ses-understand-soft-bounces
 */
export function mayArriveLater({ bounceType, bounceSubType }: Bounce): boolean {
  if (bounceType === "Undetermined") return true;
  return bounceType === "Transient" && ["MailboxFull", "CustomTimeoutExceeded"].includes(bounceSubType);
}

/** @returns why, in a line, without addresses: `Permanent General: smtp; 550 5.1.1 user unknown` */
export function reasonOf({ bounceType, bounceSubType, bouncedRecipients }: Bounce): string {
  const [first] = bouncedRecipients;
  const cause = first?.diagnosticCode ?? first?.status;
  return withoutAddresses(`${bounceType} ${bounceSubType}${cause ? `: ${cause}` : ""}`);
}
