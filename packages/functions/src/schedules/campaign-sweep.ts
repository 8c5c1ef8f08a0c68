import { sweepCampaigns } from "@donut/core/campaign/sweep-campaigns";
import { sweepWith } from "./sweep.ts";

/** Tells campaigns what they have not heard. */
export const handler = sweepWith(sweepCampaigns);
