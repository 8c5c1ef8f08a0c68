import { Resource } from "sst";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { transact } from "../aws/transact.ts";
import type { Alert } from "./alert.ts";
import { readAlert } from "./alerts.ts";
import { restingIn, watchPut } from "./watch.ts";

export type Closed =
  /** It is closed now, was closed before, or has ended by itself; the first closing stays. */
  { status: "closed"; alert: Alert } | { status: "unknown-alert" };

/**
 * Closes an open alert by hand: its dead letters stay, and are known. Only more of them are a new alert (sweep-alerts.ts),
 * or an alarm that was quiet in between.
 */
export async function closeAlert(id: string, reason: string, actor: AuditActor): Promise<Closed> {
  const known = await readAlert(id);
  if (known === undefined) return { status: "unknown-alert" };
  if (known.status !== "open") return { status: "closed", alert: known };
  const resting = await restingIn(known.queue);
  const closed = { at: new Date().toISOString(), by: { id: actor.id, name: actor.name }, reason };
  await audited(
    { actor, action: "alert.close", target: known.queue, detail: { alert: id, reason, deadLetters: resting } },
    () => transact([closing(known, closed), watchPut(known, resting)]),
    ({ status }) => ({ status: status === "committed" ? "succeeded" : "refused", outcome: { result: status } }),
  );
  return { status: "closed", alert: (await readAlert(id)) ?? known };
}

function closing({ alarm, raisedAt }: Alert, closed: NonNullable<Alert["closed"]>) {
  return {
    Update: {
      TableName: Resource.AlertTable.name,
      Key: { alarm, raisedAt },
      UpdateExpression: "SET #status = :closed, closed = :by",
      ConditionExpression: "#status = :open",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: { ":closed": "closed", ":open": "open", ":by": closed },
    },
  };
}
