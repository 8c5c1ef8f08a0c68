import { seedCampaigns } from "@donut/core/campaign/seed";
import { onceAllowed } from "./once-allowed.ts";

/** Runs at every deploy: adds missing campaigns and updates descriptions; never touches their status. */
export const handler = onceAllowed(seedCampaigns);
