import * as z from "zod";

/** The person who acted. */
const auditActor = z.object({ id: z.string(), name: z.string(), email: z.string() });
export type AuditActor = z.infer<typeof auditActor>;

/**
 * Something that a person did to the running system. It is written before the action, so an action that was cut off
 * stays `started`.
 */
export const auditRecord = z.object({
  /** Sortable by time. */
  id: z.string(),
  at: z.iso.datetime(),
  actor: auditActor,
  /** `queue.redrive`, `stock.adjust` … */
  action: z.string(),
  /** The name of the queue or product it was done to. */
  target: z.string(),
  /** What was requested; for an edit also the original message. */
  detail: z.record(z.string(), z.unknown()),
  status: z.enum(["started", "succeeded", "failed", "refused"]),
  /** The result. */
  outcome: z.record(z.string(), z.unknown()).optional(),
  finishedAt: z.iso.datetime().optional(),
  correlationId: z.string(),
});
export type AuditRecord = z.infer<typeof auditRecord>;
