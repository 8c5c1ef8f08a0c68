import type { DeployedQueue } from "@donut/contracts/topology";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { knownIds, markIndexed, removeFromIndex } from "../dead-letters/dead-letter-index.ts";
import { type Emptied, emptyQueue, presentIn } from "../queues/empty-queue.ts";
import { type Started, startTask } from "./start-task.ts";
import { activeTask } from "./tasks.ts";

export type Purged = Emptied | Started;

const action = "queue.purge";

/**
 * Deletes all messages of a queue: with PurgeQueue or, if each deletion must be announced, message by message in a
 * task.
 */
export async function purgeQueue(queue: DeployedQueue, actor: AuditActor): Promise<Purged> {
  const task = await activeTask(queue.name);
  if (task) return { status: "busy", task };
  const present = await presentIn(queue.url);
  if (queue.awaited) {
    const selection = { which: "all" as const };
    return startTask({ queue: queue.name, kind: "delete", selection, mover: "repair", total: present, actor, action });
  }
  return audited<Emptied>(
    { actor, action, target: queue.name, detail: { present } },
    () => emptyAndForget(queue),
    (result) => ({ status: result.status === "purged" ? "succeeded" : "refused", outcome: result }),
  );
}

async function emptyAndForget(queue: DeployedQueue): Promise<Emptied> {
  const emptied = await emptyQueue(queue);
  if (emptied.status === "purged" && queue.role !== "work") {
    await removeFromIndex(queue.name, [...(await knownIds(queue.name))]);
    await markIndexed(queue.name, { known: 0, present: 0, complete: true });
  }
  return emptied;
}
