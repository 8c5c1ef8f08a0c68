import { PurgeQueueCommand, PurgeQueueInProgress } from "@aws-sdk/client-sqs";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { DeployedQueue } from "@donut/contracts/topology";
import { Resource } from "sst";
import { dynamodb, sqs } from "../aws/clients.ts";
import { countMessages } from "./receive-messages.ts";

export type Emptied =
  /** SQS takes up to a minute to complete this. */
  | { status: "purged"; removed: number; availableAt: string }
  /** SQS purges a queue at most once in 60 s. */
  | { status: "cooling-down"; availableAt: string };

const coolDownMs = 60_000;

/** Deletes all messages of a queue with PurgeQueue. Leaves the audit record to the caller. */
export async function emptyQueue({ name, url }: Pick<DeployedQueue, "name" | "url">): Promise<Emptied> {
  const removed = await presentIn(url);
  try {
    await sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
  } catch (error) {
    if (!(error instanceof PurgeQueueInProgress)) throw error;
    return { status: "cooling-down", availableAt: (await purgeAvailableAt(name)) ?? afterCoolDown() };
  }
  const availableAt = afterCoolDown();
  await dynamodb.send(new PutCommand({ TableName: Resource.RepairTable.name, Item: { ...keyOf(name), availableAt } }));
  return { status: "purged", removed, availableAt };
}

/** @returns when the queue can be purged again; undefined if it can be now */
export async function purgeAvailableAt(queue: string): Promise<string | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.RepairTable.name, Key: keyOf(queue), ConsistentRead: true }),
  );
  const availableAt = item?.availableAt;
  return typeof availableAt === "string" && availableAt > new Date().toISOString() ? availableAt : undefined;
}

/** @returns the number of messages in any state */
export async function presentIn(url: string): Promise<number> {
  const { visible, inFlight, delayed } = await countMessages(url);
  return visible + inFlight + delayed;
}

function afterCoolDown(): string {
  return new Date(Date.now() + coolDownMs).toISOString();
}

function keyOf(queue: string) {
  return { pk: `queue#${queue}`, sk: "purge" };
}
