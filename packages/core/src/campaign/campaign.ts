import * as z from "zod";

export const campaignStatus = z.enum(["running", "stop_requested", "stopped", "may_resume"]);
export type CampaignStatus = z.infer<typeof campaignStatus>;

/** What a campaign knows of a product that it advertises: the latest shortage, open or over. */
const supply = z.object({
  shortageId: z.string(),
  /** Its id at first, where failed productions gave it new ones. */
  firstShortageId: z.string().optional(),
  open: z.boolean(),
  since: z.iso.datetime(),
  /** When the factory expects to deliver. */
  expectedAt: z.iso.datetime().optional(),
});
export type Supply = z.infer<typeof supply>;

/** @returns what a shortage is known by outside, however often its production fails: in mails, and in their links */
export function firstIdOf({ shortageId, firstShortageId = shortageId }: Supply): string {
  return firstShortageId;
}

const historyEntry = z.object({
  at: z.iso.datetime(),
  status: campaignStatus,
  by: z.enum(["stock", "ad-manager", "operator"]),
  /** The operator's name. */
  actor: z.string().optional(),
  productId: z.string().optional(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const campaign = z.object({
  id: z.string(),
  name: z.object({ en: z.string(), ko: z.string() }),
  /** Where it runs: `YouTube`. */
  channel: z.string(),
  /** What it advertises. */
  productIds: z.array(z.string()),
  status: campaignStatus,
  /** In this status since. */
  since: z.iso.datetime(),
  /** By product id; products that never were short are missing. */
  supply: z.record(z.string(), supply),
  /** Newest first. */
  history: z.array(historyEntry),
  /** Counts the changes; each is conditional on it. */
  version: z.int().nonnegative(),
  /** Of what last changed its status. */
  correlationId: z.string().optional(),
});
export type Campaign = z.infer<typeof campaign>;
