import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { readReservation, taskKey } from "../dead-letters/reservation.ts";
import { type RepairTask, repairTask } from "./task.ts";

/** A task with the fields that only the repair consumer needs. */
const storedTask = repairTask.extend({
  /** For an edit: the new body. */
  newBody: z.string().optional(),
  /** Since when it has been waiting for nothing but messages in flight. */
  waitingSince: z.iso.datetime().optional(),
  /** When the queue's previous message move task was started, in ms since the epoch; 0 if there was none. */
  moveTaskBefore: z.number().optional(),
});
export type StoredTask = z.infer<typeof storedTask>;

export async function readTask(queue: string, id: string): Promise<StoredTask | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.RepairTable.name, Key: taskKey(queue, id), ConsistentRead: true }),
  );
  return item && storedTask.parse(item);
}

/** @returns the task that is working on a queue, if there is one */
export async function activeTask(queue: string): Promise<RepairTask | undefined> {
  const { task } = await readLock(queue);
  return task;
}

/** @returns the reservation of a queue, with its task while that is open. */
export async function readLock(queue: string): Promise<{ taskId?: string; task?: RepairTask }> {
  const { taskId, task } = await readReservation(queue);
  return { ...(taskId !== undefined && { taskId }), ...(task && { task: repairTask.parse(task) }) };
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
