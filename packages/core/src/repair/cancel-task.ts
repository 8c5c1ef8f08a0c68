import { repairRequested } from "@donut/contracts/events/repair";
import { Resource } from "sst";
import { transact } from "../aws/transact.ts";
import { taskKey } from "../dead-letters/reservation.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import type { RepairTask } from "./task.ts";
import { activeTask } from "./tasks.ts";

/**
 * Asks a running task to stop and notifies the consumer again: only the consumer ends tasks, and its original message
 * may have been lost when a worker died.
 *
 * @returns the task; undefined if none is running
 */
export async function cancelTask(queue: string): Promise<RepairTask | undefined> {
  const task = await activeTask(queue);
  if (task === undefined) return undefined;
  const at = new Date().toISOString();
  const result = await transact([
    {
      Update: {
        TableName: Resource.RepairTable.name,
        Key: taskKey(queue, task.id),
        UpdateExpression: "SET #status = :cancelling, updatedAt = :at",
        ConditionExpression: "#status IN (:running, :cancelling)",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":running": "running", ":cancelling": "cancelling", ":at": at },
      },
    },
    outboxPut(createEvent(repairRequested, { queue, taskId: task.id })),
  ]);
  if (result.status === "conflict") throw new Error(`Task ${task.id} could not be cancelled: too many conflicts.`);
  return result.status === "committed" ? { ...task, status: "cancelling", updatedAt: at } : undefined;
}
