import { setTimeout } from "node:timers/promises";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";

export type Leased = { status: "taken" } | { status: "busy" };

const pollMs = 200;

/**
 * Takes the lease on a dead-letter queue: the right to receive its messages, which hides them from everybody else. It
 * expires, so that nobody waits for a dead holder; the holder extends it by taking it again.
 */
export async function takeLease(queue: string, holder: string, milliseconds: number): Promise<Leased> {
  const now = Date.now();
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.RepairTable.name,
        Key: keyOf(queue),
        UpdateExpression: "SET holder = :holder, #until = :until",
        ConditionExpression: "attribute_not_exists(holder) OR holder = :holder OR #until < :now",
        ExpressionAttributeNames: { "#until": "until" },
        ExpressionAttributeValues: { ":holder": holder, ":until": now + milliseconds, ":now": now },
      }),
    );
    return { status: "taken" };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { status: "busy" };
  }
}

/** Like `takeLease`, but waits for the lease until `giveUpAt` (ms since the epoch). */
export async function waitForLease(
  queue: string,
  holder: string,
  milliseconds: number,
  giveUpAt: number,
): Promise<Leased> {
  for (;;) {
    const leased = await takeLease(queue, holder, milliseconds);
    if (leased.status === "taken" || Date.now() + pollMs > giveUpAt) return leased;
    await setTimeout(pollMs);
  }
}

export async function endLease(queue: string, holder: string): Promise<void> {
  try {
    await dynamodb.send(
      new DeleteCommand({
        TableName: Resource.RepairTable.name,
        Key: keyOf(queue),
        ConditionExpression: "holder = :holder",
        ExpressionAttributeValues: { ":holder": holder },
      }),
    );
  } catch (error) {
    // It has expired, and somebody else may have it now.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

function keyOf(queue: string) {
  return { pk: `queue#${queue}`, sk: "lease" };
}
