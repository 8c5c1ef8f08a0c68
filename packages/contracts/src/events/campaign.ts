import * as z from "zod";
import { defineEvent } from "./event.ts";

const change = z.object({
  campaignId: z.string(),
  /** Whose doing it is. */
  by: z.enum(["stock", "ad-manager", "operator"]),
  /** The product that ran short or is back, if the stock did it. */
  productId: z.string().optional(),
});

/** What happens to advertising campaigns. */
export const campaignEvents = {
  /** The mail that asks for the stop is on its way. */
  managerAsked: defineEvent(
    "campaign.manager_asked",
    "campaign",
    z.object({ shortageId: z.string(), productId: z.string(), campaignIds: z.array(z.string()) }),
  ),
  /** The mail came back. */
  mailBounced: defineEvent(
    "campaign.mail_bounced",
    "campaign",
    z.object({
      shortageId: z.string(),
      productId: z.string(),
      campaignIds: z.array(z.string()),
      /** Without the mail server's words: they may hold the address. */
      kind: z.enum(["Permanent", "Transient", "Undetermined"]),
      /** Whether another one goes out without anybody's doing. */
      triedAgain: z.boolean(),
    }),
  ),
  stopRequested: defineEvent("campaign.stop_requested", "campaign", change),
  /** The stock came back before anyone had stopped it. */
  stopWithdrawn: defineEvent("campaign.stop_withdrawn", "campaign", change),
  stopped: defineEvent("campaign.stopped", "campaign", change),
  mayResume: defineEvent("campaign.may_resume", "campaign", change),
  resumed: defineEvent("campaign.resumed", "campaign", change),
};
