import * as z from "zod";

/** Who did it. */
export const auditActor = z.object({ id: z.string(), name: z.string(), email: z.string() });
export type AuditActor = z.infer<typeof auditActor>;

/**
 * One thing that somebody did to the running system. It is written before the thing is done, so an action that broke
 * off half-way stays `started`.
 */
export const auditRecord = z.object({
  /** Sortable by time. */
  id: z.string(),
  at: z.iso.datetime(),
  actor: auditActor,
  /** `queue.redrive`, `stock.adjust` … */
  action: z.string(),
  /** What it was done to: a queue's or a product's name. */
  target: z.string(),
  /** What was asked for; for an edit also the message as it was. */
  detail: z.record(z.string(), z.unknown()),
  status: z.enum(["started", "succeeded", "failed", "refused"]),
  /** What came of it. */
  outcome: z.record(z.string(), z.unknown()).optional(),
  finishedAt: z.iso.datetime().optional(),
  correlationId: z.string(),
});
export type AuditRecord = z.infer<typeof auditRecord>;
