import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
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

/** @returns the task that works on a queue; undefined also when its lock has outlived it. */
export async function activeTask(queue: string): Promise<RepairTask | undefined> {
  const { task } = await readLock(queue);
  return task;
}

/** @returns which task's the queue's lock is, if there is one, and that task while it is not over. */
export async function readLock(queue: string): Promise<{ taskId?: string; task?: RepairTask }> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.RepairTable.name, Key: activeKey(queue), ConsistentRead: true }),
  );
  if (item === undefined) return {};
  const taskId = String(item.taskId);
  const task = await readTask(queue, taskId);
  return { taskId, ...(task && !isOver(task) && { task: repairTask.parse(task) }) };
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

export function isOver({ status }: Pick<RepairTask, "status">): boolean {
  return status !== "running" && status !== "cancelling";
}
