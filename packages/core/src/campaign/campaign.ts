import * as z from "zod";

const campaignStatus = z.enum(["running", "stop_requested", "stopped", "may_resume"]);
export type CampaignStatus = z.infer<typeof campaignStatus>;

/** The latest shortage of a product that a campaign advertises, open or over. */
const supply = z.object({
  shortageId: z.string(),
  /** The original id, if failed productions have given it new ones. */
  firstShortageId: z.string().optional(),
  open: z.boolean(),
  since: z.iso.datetime(),
  /** When the factory expects to deliver. */
  expectedAt: z.iso.datetime().optional(),
});
export type Supply = z.infer<typeof supply>;

/** @returns the id of a shortage in mails and links: it stays the same however often its production fails */
export function firstIdOf({ shortageId, firstShortageId = shortageId }: Supply): string {
  return firstShortageId;
}

const historyEntry = z.object({
  at: z.iso.datetime(),
  status: campaignStatus,
  by: z.enum(["stock", "ad-manager", "operator"]),
  /** Name of the operator. */
  actor: z.string().optional(),
  productId: z.string().optional(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const campaign = z.object({
  id: z.string(),
  name: z.object({ en: z.string(), ko: z.string() }),
  /** Where it runs, such as `YouTube`. */
  channel: z.string(),
  /** What it advertises. */
  productIds: z.array(z.string()),
  status: campaignStatus,
  /** Since when it has this status. */
  since: z.iso.datetime(),
  /** By product id, for products that have ever been short. */
  supply: z.record(z.string(), supply),
  /** Newest first. */
  history: z.array(historyEntry),
  /** Optimistic lock: counts the changes. */
  version: z.int().nonnegative(),
  /** The correlation id of the last change of status. */
  correlationId: z.string().optional(),
});
export type Campaign = z.infer<typeof campaign>;
