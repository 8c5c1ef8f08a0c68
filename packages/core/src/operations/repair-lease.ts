import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { z } from "zod";
import { dynamodb } from "../aws/clients.ts";

export type Leased = { status: "taken" } | { status: "busy"; untilMs: number };

const lease = z.object({ holder: z.string(), until: z.number() });

/**
 * The right to receive a dead-letter queue's messages, which hides them from everybody else. It ends by itself, so that
 * nobody waits for a holder that died; taken again by the same holder it lasts longer.
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
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { status: "taken" };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const held = lease.safeParse(error.Item && { holder: error.Item.holder?.S, until: Number(error.Item.until?.N) });
    return { status: "busy", untilMs: held.data?.until ?? now };
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
    // It has ended, and perhaps somebody else has it now.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

function keyOf(queue: string) {
  return { pk: `queue#${queue}`, sk: "lease" };
}
