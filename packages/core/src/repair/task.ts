import * as z from "zod";
import { deadLetterFilter } from "../dead-letters/dead-letter.ts";

/** Which dead letters a task is about. */
const selection = z.discriminatedUnion("which", [
  z.object({ which: z.literal("all") }),
  z.object({ which: z.literal("ids"), messageIds: z.array(z.string()) }),
  z.object({ which: z.literal("filter"), filter: deadLetterFilter }),
]);
export type Selection = z.infer<typeof selection>;

/**
 * Durable work on the dead letters of one queue: it continues even if the browser that started it is closed. A queue
 * has at most one active task.
 */
export const repairTask = z.object({
  id: z.string(),
  /** Name of the dead-letter queue. */
  queue: z.string(),
  /** `redrive` sends to `destination` and deletes, `edit` sends with another body, `delete` only deletes. */
  kind: z.enum(["redrive", "edit", "delete"]),
  selection,
  /** Name of the queue that the messages go to; if there are several, of their topic. */
  destination: z.string().optional(),
  /** Who moves the messages: SQS itself (StartMessageMoveTask), or the repair consumer one by one. */
  mover: z.enum(["sqs", "repair"]),
  maxPerSecond: z.int().optional(),
  status: z.enum(["running", "cancelling", "cancelled", "completed", "failed"]),
  /** How many messages the task was about when it started, as far as was known. */
  total: z.int(),
  /** Done so far: redriven or deleted. */
  done: z.int(),
  /** How many of the chosen messages were gone at the end. */
  missing: z.int().optional(),
  /**
   * How many messages remain: they could not be received, because they are behind others of their group or in flight,
   * or they could not be sent.
   */
  unreachable: z.int().optional(),
  failureReason: z.string().optional(),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  startedBy: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  correlationId: z.string(),
  /** Id of its audit record. */
  auditId: z.string(),
});
export type RepairTask = z.infer<typeof repairTask>;
