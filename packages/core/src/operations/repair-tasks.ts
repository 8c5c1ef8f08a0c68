import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { z } from "zod";
import { dynamodb } from "../aws/clients.ts";
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

export const activeKey = (queue: string) => ({ pk: `queue#${queue}`, sk: "active" });
export const taskKey = (queue: string, id: string) => ({ pk: `queue#${queue}`, sk: `task#${id}` });

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

export function isOver({ status }: Pick<RepairTask, "status">): boolean {
  return status !== "running" && status !== "cancelling";
}

/** @returns the task as it is now; undefined if the condition did not hold. */
export async function updateTask(
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
