import { z } from "zod";

/** One minute of a queue. Counts are sums of the minute, the others its highest values. */
export const queueMinute = z.object({
  at: z.iso.datetime(),
  visible: z.number().optional(),
  inFlight: z.number().optional(),
  oldestAgeSeconds: z.number().optional(),
  sent: z.number().optional(),
  received: z.number().optional(),
  deleted: z.number().optional(),
});
export const queueHistory = z.object({ name: z.string(), minutes: z.array(queueMinute) });
export type QueueHistory = z.infer<typeof queueHistory>;
