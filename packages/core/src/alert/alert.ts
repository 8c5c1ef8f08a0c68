import * as z from "zod";

/** A time during which an alarm rang: from the first message that came to rest in a queue until none was left. */
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
