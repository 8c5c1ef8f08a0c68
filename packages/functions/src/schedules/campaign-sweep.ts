import { sweepCampaigns } from "@donut/core/campaign/sweep-campaigns";
import { sweepWith } from "./sweep.ts";

/** Tells campaigns the news about shortages that they have missed. */
export const handler = sweepWith(sweepCampaigns);
