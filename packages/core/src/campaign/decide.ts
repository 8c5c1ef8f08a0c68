import { correlationId, currentContext, withContext } from "../context.ts";
import type { Campaign } from "./campaign.ts";
import { type Decision, resume, stop } from "./lifecycle.ts";
import { readCampaigns, saveCampaign } from "./store.ts";

export type DecisionResult =
  | { status: "changed" | "already"; campaign: Campaign }
  /** There is no reason, or no longer a reason, to stop it. */
  | { status: "not-asked"; campaign: Campaign }
  /** What it advertises is still short. */
  | { status: "still-short"; campaign: Campaign }
  | { status: "unknown-campaign" };

const maxTries = 10;

/** Stops a campaign or resumes it, if its state still allows that when the change is written. */
export async function decideCampaign(
  id: string,
  wanted: "stopped" | "running",
  decision: Decision,
): Promise<DecisionResult> {
  for (let tries = 0; tries < maxTries; tries++) {
    const campaign = (await readCampaigns()).find((it) => it.id === id);
    if (campaign === undefined) return { status: "unknown-campaign" };
    const decided = (wanted === "stopped" ? stop : resume)(campaign, decision, new Date().toISOString());
    if (decided.status !== "changed") return { status: decided.status, campaign };
    const { status } = await inItsJourney(campaign, () => saveCampaign(campaign, decided.campaign, decided.entry));
    if (status === "saved") return { status: "changed", campaign: decided.campaign };
  }
  throw new Error(`Campaign ${id} kept changing.`);
}

/** A decision responds to a shortage, so it belongs to the journey of the order that caused the shortage. */
function inItsJourney<T>(campaign: Campaign, work: () => T): T {
  return withContext({ ...currentContext(), correlationId: campaign.correlationId ?? correlationId() }, work);
}
