import { type Campaign, firstIdOf } from "./campaign.ts";
import { decideCampaign } from "./decide.ts";
import type { StopLink } from "./stop-link.ts";
import { readCampaigns } from "./store.ts";

/** @returns the campaigns that a link stops; none once its shortage is over */
export async function campaignsOf({ productId, shortageId }: StopLink): Promise<Campaign[]> {
  return (await readCampaigns()).filter(({ supply }) => {
    const known = supply[productId];
    return known?.open && firstIdOf(known) === shortageId;
  });
}

/** Stops the ads of a link. Repeating it changes nothing. @returns the campaigns afterwards */
export async function stopByLink(link: StopLink): Promise<Campaign[]> {
  const campaigns = await campaignsOf(link);
  const results = await Promise.all(campaigns.map(({ id }) => decideCampaign(id, "stopped", { by: "ad-manager" })));
  return results.flatMap((result) => (result.status === "unknown-campaign" ? [] : [result.campaign]));
}
