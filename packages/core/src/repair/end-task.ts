import { Resource } from "sst";
import { auditOutcome } from "../audit/audit.ts";
import { transact } from "../aws/transact.ts";
import { reservationKey, taskKey } from "../dead-letters/reservation.ts";
import type { RepairTask } from "./task.ts";
import { isOver, readTask } from "./tasks.ts";

export type Ending = Pick<RepairTask, "missing" | "unreachable" | "failureReason"> & {
  status: "completed" | "cancelled" | "failed";
};

/** Ends a task, once: records the outcome, completes its audit record, and releases the queue. */
export async function endTask({ queue, id, auditId }: RepairTask, ending: Ending): Promise<void> {
  const task = await readTask(queue, id);
  if (task === undefined || isOver(task)) return;
  const result = await transact([
    { Update: { TableName: Resource.RepairTable.name, Key: taskKey(queue, id), ...written(ending) } },
    {
      Delete: {
        TableName: Resource.RepairTable.name,
        Key: reservationKey(queue),
        ConditionExpression: "taskId = :id",
        ExpressionAttributeValues: { ":id": id },
      },
    },
    auditOutcome(auditId, ending.status === "failed" ? "failed" : "succeeded", { ...ending, done: task.done }),
  ]);
  if (result.status === "conflict") throw new Error(`The end of task ${id} could not be recorded: too many conflicts.`);
}

function written({ status, missing, unreachable, failureReason }: Ending) {
  return {
    UpdateExpression:
      "SET #status = :status, updatedAt = :at, finishedAt = :at" +
      (missing === undefined ? "" : ", #missing = :missing") +
      (unreachable === undefined ? "" : ", unreachable = :unreachable") +
      (failureReason === undefined ? "" : ", failureReason = :reason"),
    ConditionExpression: "#status IN (:running, :cancelling)",
    ExpressionAttributeNames: { "#status": "status", ...(missing !== undefined && { "#missing": "missing" }) },
    ExpressionAttributeValues: {
      ":status": status,
      ":at": new Date().toISOString(),
      ":running": "running",
      ":cancelling": "cancelling",
      ...(missing !== undefined && { ":missing": missing }),
      ...(unreachable !== undefined && { ":unreachable": unreachable }),
      ...(failureReason !== undefined && { ":reason": failureReason }),
    },
  };
}
