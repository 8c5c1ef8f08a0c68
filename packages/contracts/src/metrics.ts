import * as z from "zod";

/** What a chart shows at a time, and how much time each of its values stands for. */
export const metricRanges = {
  "15m": { minutes: 15, periodSeconds: 60 },
  "1h": { minutes: 60, periodSeconds: 60 },
  "6h": { minutes: 6 * 60, periodSeconds: 300 },
  "24h": { minutes: 24 * 60, periodSeconds: 900 },
} as const;

export const metricRange = z.enum(["15m", "1h", "6h", "24h"]);
export type MetricRange = z.infer<typeof metricRange>;

/** A value for each period, oldest first. Null: nothing was measured, which is not 0. */
const values = z.array(z.number().nullable());

export const measures = z.object({
  /** Messages that came into the queue in the period. */
  sent: values,
  /** Messages that were handled and are gone. */
  processed: values,
  /** Messages that a consumer was given in vain: failed tries. */
  failed: values,
  /** The most messages that waited at a time. */
  waiting: values,
  /** The age of the oldest message, at most. */
  oldestAgeSeconds: values,
  /** What an invocation of the consumer took on average. */
  durationMs: values,
  /** The longest invocation. */
  longestMs: values,
  /** The most dead letters at a time. */
  deadLetters: values,
});
export type Measures = z.infer<typeof measures>;
export type Measure = keyof Measures;

/** What a queue did in the whole range. */
export const queueTotals = z.object({ name: z.string(), sent: z.number(), processed: z.number(), failed: z.number() });
export type QueueTotals = z.infer<typeof queueTotals>;

/** Numbers over time, of one queue or of all of them together. */
export const metricHistory = z.object({
  /** Start of the first period. */
  from: z.iso.datetime(),
  /** The last period is not over before this moment. */
  to: z.iso.datetime(),
  periodSeconds: z.int(),
  measures,
  /** Each work queue's totals, if the numbers are those of all queues. */
  queues: z.array(queueTotals).optional(),
});
export type MetricHistory = z.infer<typeof metricHistory>;
