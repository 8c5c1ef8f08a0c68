import * as z from "zod";

/** How the push service behaves, so that people can try out failures. */
export const behaviour = z.strictObject({
  /** The status it answers to every push; 201 accepts valid ones. */
  answer: z.union([201, 400, 401, 403, 404, 410, 413, 429, 500, 503].map((status) => z.literal(status))),
  /** The `Retry-After` it sends with 429 and 503. */
  retryAfterSeconds: z.int().min(0).max(86_400),
  /** The largest encrypted body it accepts. Every service must accept 4,096 (RFC 8030, 7.2). */
  largestBytes: z.int().min(1).max(4_096),
});
export type Behaviour = z.infer<typeof behaviour>;

export const usual: Behaviour = { answer: 201, retryAfterSeconds: 1, largestBytes: 4_096 };
