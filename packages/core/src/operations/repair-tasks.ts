import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { v7 } from "uuid";
import { z } from "zod";
import { auditIntent, auditOutcome } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { dynamodb } from "../aws/clients.ts";
import { transact } from "../aws/transact.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { repairRequested } from "./events.ts";
import { type RepairTask, repairTask } from "./repair-task.ts";

/** A task with what only the repair consumer needs to know. */
const storedTask = repairTask.extend({
  /** Of an edit: what is sent instead. */
  newBody: z.string().optional(),
  /** Since when it has only waited for messages that somebody else holds. */
  waitingSince: z.iso.datetime().optional(),
  /** When the queue's last message move task before this one's was started, in ms since the epoch; 0 if there was none. */
  moveTaskBefore: z.number().optional(),
});
export type StoredTask = z.infer<typeof storedTask>;

export type Started =
  | { status: "started"; task: RepairTask }
  /** Another task works on this queue, or did so a moment ago. */
  | { status: "busy"; task?: RepairTask };

export interface NewTask
  extends Pick<StoredTask, "queue" | "kind" | "selection" | "destination" | "mover" | "maxPerSecond" | "newBody"> {
  total: number;
  actor: AuditActor;
  /** What the audit record tells besides. */
  detail?: Record<string, unknown>;
}

const keptForSeconds = 90 * 24 * 3600;
const activeKey = (queue: string) => ({ pk: `queue#${queue}`, sk: "active" });
const taskKey = (queue: string, id: string) => ({ pk: `queue#${queue}`, sk: `task#${id}` });

/** Begins a task: in one transaction it is the queue's only one, is in the audit, and is on its way to the consumer. */
export async function startTask({ actor, detail, ...given }: NewTask): Promise<Started> {
  const { queue, kind, selection, destination, maxPerSecond } = given;
  const audit = auditIntent({
    actor,
    action: `queue.${kind}`,
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
  const result = await transact([
    {
      Put: {
        TableName: Resource.RepairTable.name,
        Item: { ...activeKey(queue), taskId: task.id },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
    { Put: { TableName: Resource.RepairTable.name, Item: { ...task, ...taskKey(queue, task.id), expiresAt } } },
    audit.part,
    outboxPut(repairRequested.create({ queue, taskId: task.id })),
  ]);
  if (result.status === "committed") return { status: "started", task: repairTask.parse(task) };
  const active = await activeTask(queue);
  return { status: "busy", ...(active && { task: active }) };
}

export async function readTask(queue: string, id: string): Promise<StoredTask | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.RepairTable.name, Key: taskKey(queue, id), ConsistentRead: true }),
  );
  return item && storedTask.parse(item);
}

export async function activeTask(queue: string): Promise<RepairTask | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.RepairTable.name, Key: activeKey(queue), ConsistentRead: true }),
  );
  const task = item && (await readTask(queue, String(item.taskId)));
  return task && repairTask.parse(task);
}

/** @returns a queue's latest tasks, newest first. */
export async function listTasks(queue: string, limit: number): Promise<RepairTask[]> {
  const { Items: items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: Resource.RepairTable.name,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :task)",
      ExpressionAttributeValues: { ":pk": `queue#${queue}`, ":task": "task#" },
      ScanIndexForward: false,
      Limit: limit,
      ConsistentRead: true,
    }),
  );
  return z.array(repairTask).parse(items);
}

/** Asks a running task to stop. @returns the task; undefined if none runs. */
export async function cancelTask(queue: string): Promise<RepairTask | undefined> {
  const task = await activeTask(queue);
  if (task === undefined || task.status === "cancelling") return task;
  return updateTask(task, "SET #status = :cancelling, updatedAt = :at", "#status = :running", {
    ":cancelling": "cancelling",
    ":running": "running",
  });
}

/** Notes how far SQS has come. */
export async function noteProgress(task: RepairTask, done: number): Promise<void> {
  if (done === task.done) return;
  await updateTask(task, "SET done = :done, updatedAt = :at", "#status IN (:running, :cancelling)", {
    ":done": done,
    ":running": "running",
    ":cancelling": "cancelling",
  });
}

/** Notes that a task waits for what somebody else holds. @returns for how many ms it has done so */
export async function noteWaiting({ queue, id }: RepairTask): Promise<number> {
  const { Attributes: item } = await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.RepairTable.name,
      Key: taskKey(queue, id),
      UpdateExpression: "SET waitingSince = if_not_exists(waitingSince, :at)",
      ExpressionAttributeValues: { ":at": new Date().toISOString() },
      ReturnValues: "ALL_NEW",
    }),
  );
  return Date.now() - Date.parse(String(item?.waitingSince));
}

/** Notes the queue's last message move task before this one's, once. @returns what was noted first */
export async function noteMoveTaskBefore({ queue, id }: RepairTask, startedMs: number): Promise<number> {
  const { Attributes: item } = await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.RepairTable.name,
      Key: taskKey(queue, id),
      UpdateExpression: "SET moveTaskBefore = if_not_exists(moveTaskBefore, :started)",
      ExpressionAttributeValues: { ":started": startedMs },
      ReturnValues: "ALL_NEW",
    }),
  );
  return Number(item?.moveTaskBefore);
}

export type Ending = Pick<RepairTask, "missing" | "unreachable" | "failureReason"> & {
  status: "completed" | "cancelled" | "failed";
};

/** Ends a task, once: with what came of it, its audit record, and room for the queue's next. */
export async function endTask({ queue, id, auditId }: RepairTask, ending: Ending): Promise<void> {
  const task = await readTask(queue, id);
  if (task === undefined || isOver(task)) return;
  const { status, missing, unreachable, failureReason } = ending;
  const at = new Date().toISOString();
  const result = await transact([
    {
      Update: {
        TableName: Resource.RepairTable.name,
        Key: taskKey(queue, id),
        UpdateExpression:
          "SET #status = :status, updatedAt = :at, finishedAt = :at" +
          (missing === undefined ? "" : ", #missing = :missing") +
          (unreachable === undefined ? "" : ", unreachable = :unreachable") +
          (failureReason === undefined ? "" : ", failureReason = :reason"),
        ConditionExpression: "#status IN (:running, :cancelling)",
        ExpressionAttributeNames: { "#status": "status", ...(missing !== undefined && { "#missing": "missing" }) },
        ExpressionAttributeValues: {
          ":status": status,
          ":at": at,
          ":running": "running",
          ":cancelling": "cancelling",
          ...(missing !== undefined && { ":missing": missing }),
          ...(unreachable !== undefined && { ":unreachable": unreachable }),
          ...(failureReason !== undefined && { ":reason": failureReason }),
        },
      },
    },
    {
      Delete: {
        TableName: Resource.RepairTable.name,
        Key: activeKey(queue),
        ConditionExpression: "taskId = :id",
        ExpressionAttributeValues: { ":id": id },
      },
    },
    auditOutcome(auditId, status === "failed" ? "failed" : "succeeded", { ...ending, done: task.done }),
  ]);
  if (result.status === "conflict") throw new Error(`The end of task ${id} could not be written down.`);
}

export function isOver({ status }: Pick<RepairTask, "status">): boolean {
  return status !== "running" && status !== "cancelling";
}

/** The part of a transaction that counts messages as done. */
export function countDone({ queue, id }: RepairTask, messages: number) {
  return {
    Update: {
      TableName: Resource.RepairTable.name,
      Key: taskKey(queue, id),
      UpdateExpression: "ADD done :messages SET updatedAt = :at REMOVE waitingSince",
      ExpressionAttributeValues: { ":messages": messages, ":at": new Date().toISOString() },
    },
  };
}

async function updateTask(
  { queue, id }: RepairTask,
  UpdateExpression: string,
  ConditionExpression: string,
  values: Record<string, unknown>,
): Promise<RepairTask | undefined> {
  try {
    const { Attributes: item } = await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.RepairTable.name,
        Key: taskKey(queue, id),
        UpdateExpression,
        ConditionExpression,
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ...values, ":at": new Date().toISOString() },
        ReturnValues: "ALL_NEW",
      }),
    );
    return repairTask.parse(item);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
