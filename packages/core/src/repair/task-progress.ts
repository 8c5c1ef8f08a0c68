import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { taskKey } from "../dead-letters/reservation.ts";
import type { RepairTask } from "./task.ts";

/** A transaction part that counts messages as done. */
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

/** Records SQS's progress. */
export async function noteProgress(task: RepairTask, done: number): Promise<void> {
  if (done === task.done) return;
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.RepairTable.name,
        Key: taskKey(task.queue, task.id),
        UpdateExpression: "SET done = :done, updatedAt = :at",
        ConditionExpression: "#status IN (:running, :cancelling)",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: {
          ":done": done,
          ":at": new Date().toISOString(),
          ":running": "running",
          ":cancelling": "cancelling",
        },
      }),
    );
  } catch (error) {
    // The task is over, and another worker has done the counting.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** Records that a task is waiting for messages in flight. @returns for how many ms it has been waiting */
export async function noteWaiting(task: RepairTask): Promise<number> {
  const since = await setOnce(task, "waitingSince", new Date().toISOString());
  return Date.now() - Date.parse(String(since));
}

/** Records, once, the queue's last message move task before this task. @returns the value that was recorded first */
export async function noteMoveTaskBefore(task: RepairTask, startedMs: number): Promise<number> {
  return Number(await setOnce(task, "moveTaskBefore", startedMs));
}

async function setOnce({ queue, id }: RepairTask, name: string, value: unknown): Promise<unknown> {
  const { Attributes: item } = await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.RepairTable.name,
      Key: taskKey(queue, id),
      UpdateExpression: "SET #name = if_not_exists(#name, :value)",
      ExpressionAttributeNames: { "#name": name },
      ExpressionAttributeValues: { ":value": value },
      ReturnValues: "ALL_NEW",
    }),
  );
  return item?.[name];
}
