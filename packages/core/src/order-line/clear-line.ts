import { Resource } from "sst";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { type Emptied, emptyQueue } from "../operations/empty-queue.ts";
import { noteCleared } from "./line.ts";

export type Clearing =
  /** None of the orders up to this number is in the line any more. */
  | (Emptied & { status: "purged"; upTo: number })
  /** SQS purges a queue once in 60 s. Nothing was changed. */
  | (Emptied & { status: "cooling-down" });

const name = "OrderQueue";

/**
 * Sends everyone in the line away: their orders are never sold. The one way to purge the line's queue, at whichever door
 * it is asked for; `action` is what the audit calls it.
 */
export function clearLine(actor: AuditActor, action: string): Promise<Clearing> {
  return audited<Clearing>(
    { actor, action, target: name, detail: {} },
    async () => {
      const emptied = await emptyQueue({ name, url: Resource.OrderQueue.url });
      // Afterwards: who draws a number meanwhile may be gone as well.
      return emptied.status === "purged" ? { ...emptied, upTo: await noteCleared() } : emptied;
    },
    (result) => ({ status: result.status === "purged" ? "succeeded" : "refused", outcome: result }),
  );
}
