import * as z from "zod";

const person = z.object({ id: z.string(), name: z.string() });

/** What was in the queue when the alarm was raised, and the first of it. */
const alertCause = z.object({
  deadLetters: z.int(),
  /** The event type of the first message, and why it failed. */
  type: z.string().optional(),
  error: z.object({ name: z.string(), message: z.string() }).optional(),
});
export type AlertCause = z.infer<typeof alertCause>;

/** One episode of an alarm: from the first message in a dead-letter queue until none was left, or somebody closed it. */
export const alert = z.object({
  id: z.string(),
  /** Name of the alarm. */
  alarm: z.string(),
  /** Name of the queue it watches. */
  queue: z.string(),
  /** `closed`: by hand. */
  status: z.enum(["open", "cleared", "closed"]),
  reason: z.string(),
  raisedAt: z.iso.datetime(),
  clearedAt: z.iso.datetime().optional(),
  /** Who closed it, and why. Its dead letters stayed; `clearedAt` is when the last one had left. */
  closed: z.object({ at: z.iso.datetime(), by: person, reason: z.string() }).optional(),
  /** Known once the mail about it was written. */
  cause: alertCause.optional(),
  acknowledged: z.object({ at: z.iso.datetime(), by: person }).optional(),
  /** What operators have found out or done, oldest first. */
  notes: z.array(z.object({ at: z.iso.datetime(), by: person, text: z.string() })).default([]),
});
export type Alert = z.infer<typeof alert>;
