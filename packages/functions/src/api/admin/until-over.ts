import { setTimeout } from "node:timers/promises";
import type { RepairTask } from "@donut/core/repair/task";
import { isOver, listTasks } from "@donut/core/repair/tasks";

const patienceMs = 7_000;
const pollMs = 100;

/** Waits briefly for a task to end. @returns the task as it is then */
export async function untilOver(begun: RepairTask): Promise<RepairTask> {
  const giveUpAt = Date.now() + patienceMs;
  let task = begun;
  while (!isOver(task) && Date.now() < giveUpAt) {
    await setTimeout(pollMs);
    task = (await listTasks(begun.queue, 10)).find(({ id }) => id === begun.id) ?? task;
  }
  return task;
}
