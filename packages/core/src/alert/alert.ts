import * as z from "zod";

/** One episode of an alarm: from the first message in a dead-letter queue until none was left. */
export const alert = z.object({
  id: z.string(),
  /** Name of the alarm. */
  alarm: z.string(),
  /** Name of the queue it watches. */
  queue: z.string(),
  status: z.enum(["open", "cleared"]),
  reason: z.string(),
  raisedAt: z.iso.datetime(),
  clearedAt: z.iso.datetime().optional(),
  acknowledged: z.object({ at: z.iso.datetime(), by: z.object({ id: z.string(), name: z.string() }) }).optional(),
});
export type Alert = z.infer<typeof alert>;
