import { repairRequested } from "@donut/contracts/events/repair";
import { transact } from "../aws/transact.ts";
import { withContext } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { readQueues } from "../queues/topology.ts";
import { activeTask } from "./tasks.ts";

export interface TaskSweep {
  /** Tasks that had stalled. */
  announced: number;
}

/** A turn lasts 25 s and records its progress. */
const patienceMs = 5 * 60_000;

/** Announces stalled repair tasks again: their message was deleted or has expired. */
export async function sweepTasks(giveUpAt: number, now = Date.now()): Promise<TaskSweep> {
  const swept: TaskSweep = { announced: 0 };
  for (const { name, role } of readQueues()) {
    if (Date.now() > giveUpAt) break;
    const task = role === "work" ? undefined : await activeTask(name);
    if (task === undefined || Math.abs(now - Date.parse(task.updatedAt)) < patienceMs) continue;
    const { correlationId } = task;
    await transact([
      withContext({ correlationId }, () => outboxPut(createEvent(repairRequested, { queue: name, taskId: task.id }))),
    ]);
    swept.announced++;
  }
  return swept;
}
