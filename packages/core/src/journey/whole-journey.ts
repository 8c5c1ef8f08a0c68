import { z } from "zod";
import { deadLetter } from "../operations/dead-letter.ts";

/** Where a request has led: what happened, what failed, what rests, what was repaired; oldest first. */
export const journeyStep = z.discriminatedUnion("kind", [
  /** An event, with its type and data. */
  z.object({
    kind: z.literal("event"),
    at: z.iso.datetime(),
    type: z.string(),
    detail: z.record(z.string(), z.unknown()),
  }),
  /** A consumer's failed try of a message. */
  z.object({
    kind: z.literal("failed-try"),
    at: z.iso.datetime(),
    queue: z.string(),
    messageId: z.string(),
    /** 1 for the first. */
    attempt: z.int(),
    error: z.object({ name: z.string(), message: z.string(), retryable: z.boolean() }),
  }),
  /** A message that rests in a dead-letter queue now. */
  z.object({ kind: z.literal("dead-letter"), at: z.iso.datetime(), queue: z.string(), message: deadLetter }),
  /** A dead letter that was sent again, as it was or edited, or deleted; `newMessageId` is what it is called since. */
  z.object({
    kind: z.literal("repair"),
    at: z.iso.datetime(),
    action: z.enum(["redrive", "edit", "delete"]),
    queue: z.string(),
    destination: z.string().optional(),
    messageId: z.string(),
    newMessageId: z.string().optional(),
    taskId: z.string(),
  }),
]);
export type JourneyStep = z.infer<typeof journeyStep>;
