import { seedCampaigns } from "@donut/core/campaign/seed";

/** Runs at every deploy: makes what is missing, brings facts up to date, never touches what has become of a campaign. */
export const handler = seedCampaigns;
