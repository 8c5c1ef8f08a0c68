import * as z from "zod";
import { deadLetterFilter } from "./dead-letter.ts";

/** Which dead letters a task is about. */
export const selection = z.discriminatedUnion("which", [
  z.object({ which: z.literal("all") }),
  z.object({ which: z.literal("ids"), messageIds: z.array(z.string()) }),
  z.object({ which: z.literal("filter"), filter: deadLetterFilter }),
]);
export type Selection = z.infer<typeof selection>;

/**
 * Work on the dead letters of one queue that goes on whatever becomes of who asked for it. A queue has one active task
 * at a time.
 */
export const repairTask = z.object({
  id: z.string(),
  /** Name of the dead-letter queue. */
  queue: z.string(),
  /** `redrive` sends to `destination` and deletes, `edit` sends with another body, `delete` only deletes. */
  kind: z.enum(["redrive", "edit", "delete"]),
  selection,
  /** Name of the queue that the messages go to; of several, what they have in common: the topic. */
  destination: z.string().optional(),
  /** Who moves: SQS itself (StartMessageMoveTask) or the repair consumer, message by message. */
  mover: z.enum(["sqs", "repair"]),
  maxPerSecond: z.int().optional(),
  status: z.enum(["running", "cancelling", "cancelled", "completed", "failed"]),
  /** How many it was about when it began, as far as was known. */
  total: z.int(),
  /** Done so far: redriven or deleted. */
  done: z.int(),
  /** Chosen ones that were no longer there at the end. */
  missing: z.int().optional(),
  /**
   * Ones that stay: they could not be looked at, because others of their group are before them or somebody else holds
   * them, or could not be sent.
   */
  unreachable: z.int().optional(),
  failureReason: z.string().optional(),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  startedBy: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  correlationId: z.string(),
  /** The audit record of it. */
  auditId: z.string(),
});
export type RepairTask = z.infer<typeof repairTask>;
