import { PurgeQueueCommand, PurgeQueueInProgress } from "@aws-sdk/client-sqs";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { dynamodb, sqs } from "../aws/clients.ts";
import { knownIds, markIndexed, removeFromIndex } from "./dead-letter-index.ts";
import { countMessages } from "./receive-messages.ts";
import { activeTask } from "./repair-tasks.ts";
import type { DeployedQueue } from "./topology.ts";

export type Purged =
  /** SQS may take up to a minute for it. */
  | { status: "purged"; removed: number; availableAt: string }
  /** SQS purges a queue once in 60 s. */
  | { status: "cooling-down"; availableAt: string }
  | { status: "busy" };

const coolDownMs = 60_000;

/** Deletes everything that waits in a queue. */
export async function purgeQueue(queue: DeployedQueue, actor: AuditActor): Promise<Purged> {
  if (await activeTask(queue.name)) return { status: "busy" };
  const { visible, inFlight, delayed } = await countMessages(queue.url);
  const removed = visible + inFlight + delayed;
  return audited<Purged>(
    { actor, action: "queue.purge", target: queue.name, detail: { present: removed } },
    () => purge(queue, removed),
    (result) => ({ status: result.status === "purged" ? "succeeded" : "refused", outcome: result }),
  );
}

/** @returns when a queue that was purged lately can be purged again. */
export async function purgeAvailableAt(queue: string): Promise<string | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.RepairTable.name, Key: keyOf(queue), ConsistentRead: true }),
  );
  const availableAt = item?.availableAt;
  return typeof availableAt === "string" && availableAt > new Date().toISOString() ? availableAt : undefined;
}

async function purge(queue: DeployedQueue, removed: number): Promise<Purged> {
  try {
    await sqs.send(new PurgeQueueCommand({ QueueUrl: queue.url }));
  } catch (error) {
    if (!(error instanceof PurgeQueueInProgress)) throw error;
    const availableAt = (await purgeAvailableAt(queue.name)) ?? afterCoolDown();
    return { status: "cooling-down", availableAt };
  }
  const availableAt = afterCoolDown();
  const Item = { ...keyOf(queue.name), availableAt };
  await dynamodb.send(new PutCommand({ TableName: Resource.RepairTable.name, Item }));
  await removeFromIndex(queue.name, [...(await knownIds(queue.name))]);
  await markIndexed(queue.name, { known: 0, present: 0, complete: true });
  return { status: "purged", removed, availableAt };
}

function afterCoolDown(): string {
  return new Date(Date.now() + coolDownMs).toISOString();
}

function keyOf(queue: string) {
  return { pk: `queue#${queue}`, sk: "purge" };
}
