import { z } from "zod";

/**
 * What SES tells of a mail that came back, as far as it is used here.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const bounceNotice = z.object({
  eventType: z.literal("Bounce"),
  bounce: z.object({
    /** Permanent: another try cannot help, and harms the sender's reputation. */
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

/** @returns why, in a line: `Permanent General: smtp; 550 5.1.1 user unknown`. Without the address. */
export function reasonOf({ bounceType, bounceSubType, bouncedRecipients }: BounceNotice["bounce"]): string {
  const [first] = bouncedRecipients;
  const cause = first?.diagnosticCode ?? first?.status;
  return `${bounceType} ${bounceSubType}${cause ? `: ${cause}` : ""}`;
}
