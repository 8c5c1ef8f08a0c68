import * as z from "zod";
import { defineEvent } from "./event.ts";

const change = z.object({
  campaignId: z.string(),
  /** Who or what caused it. */
  by: z.enum(["stock", "ad-manager", "operator"]),
  /** The product that ran short or is back in stock, if that was the cause. */
  productId: z.string().optional(),
});

/** What happens to advertising campaigns. */
export const campaignEvents = {
  /** The mail that asks for the stop was sent. */
  managerAsked: defineEvent(
    "campaign.manager_asked",
    "campaign",
    z.object({ shortageId: z.string(), productId: z.string(), campaignIds: z.array(z.string()) }),
  ),
  /** The mail bounced. */
  mailBounced: defineEvent(
    "campaign.mail_bounced",
    "campaign",
    z.object({
      shortageId: z.string(),
      productId: z.string(),
      campaignIds: z.array(z.string()),
      /** The mail server's own words are left out: they may contain the address. */
      kind: z.enum(["Permanent", "Transient", "Undetermined"]),
      /** Whether another mail is sent automatically. */
      triedAgain: z.boolean(),
    }),
  ),
  stopRequested: defineEvent("campaign.stop_requested", "campaign", change),
  /** The product was back in stock before anyone had stopped the campaign. */
  stopWithdrawn: defineEvent("campaign.stop_withdrawn", "campaign", change),
  stopped: defineEvent("campaign.stopped", "campaign", change),
  mayResume: defineEvent("campaign.may_resume", "campaign", change),
  resumed: defineEvent("campaign.resumed", "campaign", change),
};
