import { seedCampaigns } from "@donut/core/campaign/seed";

/** Runs at every deploy: adds missing campaigns and updates descriptions; never touches their status. */
export const handler = seedCampaigns;
