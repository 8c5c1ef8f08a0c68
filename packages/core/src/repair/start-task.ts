import { repairRequested } from "@donut/contracts/events/repair";
import { Resource } from "sst";
import { v7 } from "uuid";
import { auditIntent } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { reservationKey, taskKey } from "../dead-letters/reservation.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { type RepairTask, repairTask } from "./task.ts";
import { readLock, type StoredTask } from "./tasks.ts";

export type Started =
  | { status: "started"; task: RepairTask }
  /** Another task is working on this queue, or was a moment ago. */
  | { status: "busy"; task?: RepairTask };

export interface NewTask
  extends Pick<StoredTask, "queue" | "kind" | "selection" | "destination" | "mover" | "maxPerSecond" | "newBody"> {
  total: number;
  actor: AuditActor;
  /** The name of the action in the audit, if it does not follow from the kind. */
  action?: string;
  /** Further details for the audit record. */
  detail?: Record<string, unknown>;
}

const keptForSeconds = 90 * 24 * 3600;

/**
 * Starts a task. One transaction reserves the queue, writes the task and its audit record, and announces the task to
 * the consumer.
 */
export async function startTask({ actor, action, detail, ...given }: NewTask): Promise<Started> {
  const { queue, kind, selection, destination, maxPerSecond } = given;
  const audit = auditIntent({
    actor,
    action: action ?? `queue.${kind}`,
    target: queue,
    detail: { selection, destination, maxPerSecond, ...detail },
  });
  const at = new Date().toISOString();
  const task: StoredTask = {
    ...given,
    id: v7(),
    status: "running",
    done: 0,
    startedAt: at,
    updatedAt: at,
    startedBy: actor,
    correlationId: audit.record.correlationId,
    auditId: audit.record.id,
  };
  const expiresAt = Math.floor(Date.now() / 1000) + keptForSeconds;
  const rest = [
    { Put: { TableName: Resource.RepairTable.name, Item: { ...task, ...taskKey(queue, task.id), expiresAt } } },
    audit.part,
    outboxPut(createEvent(repairRequested, { queue, taskId: task.id })),
  ];
  for (let stale: string | undefined; ; ) {
    const result = await transact([lock(queue, task.id, stale), ...rest]);
    if (result.status === "committed") return { status: "started", task: repairTask.parse(task) };
    const held = await readLock(queue);
    if (held.task) return { status: "busy", task: held.task };
    if (held.taskId === stale) return { status: "busy" };
    stale = held.taskId;
  }
}

/** Reserves the queue. It replaces the reservation of a task that is over or no longer exists. */
function lock(queue: string, taskId: string, stale = ""): TransactItem {
  return {
    Put: {
      TableName: Resource.RepairTable.name,
      Item: { ...reservationKey(queue), taskId },
      ConditionExpression: "attribute_not_exists(pk) OR taskId = :stale",
      ExpressionAttributeValues: { ":stale": stale },
    },
  };
}
