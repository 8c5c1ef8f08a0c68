import { randomUUID } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { campaignEvents } from "@donut/contracts/events/campaign";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { transact } from "../aws/transact.ts";
import { beginningOf } from "../keepable.ts";
import { type Bounce, reasonOf } from "../mail/bounce.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { leaseMs, type StoredMail } from "./mail-record.ts";

/**
 * Records a bounce and announces it, once, however often the notice is delivered.
 *
 * @param givenUpBy id of the message that ends the attempts until another one arrives
 */
export async function noteBounce(
  { shortageId, productId, campaignIds, messageId, bounces }: StoredMail,
  bounce: Bounce,
  givenUpBy: string | undefined,
): Promise<{ status: "noted" | "changed-meanwhile" }> {
  const bounced = {
    Update: {
      TableName: Resource.AdStopMailTable.name,
      Key: { shortageId },
      UpdateExpression:
        `SET #state = :bounced, bounces = :bounces, lastError = :reason${givenUpBy ? ", givenUpBy = :by" : ""} ` +
        "REMOVE sentAt",
      ConditionExpression: "#state = :sent AND messageId = :messageId",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: {
        ":bounced": "bounced",
        ":bounces": bounces + 1,
        ":reason": beginningOf(reasonOf(bounce), 1_000),
        ":sent": "sent",
        ":messageId": messageId,
        ...(givenUpBy && { ":by": givenUpBy }),
      },
    },
  };
  const triedAgain = givenUpBy === undefined;
  const data = { shortageId, productId, campaignIds, kind: bounce.bounceType, triedAgain };
  const { status } = await transact([bounced, outboxPut(createEvent(campaignEvents.mailBounced, data))]);
  return { status: status === "committed" ? "noted" : "changed-meanwhile" };
}

/** Claims the sending of a bounced mail. A mail that was given up gets a fresh number of attempts. */
export async function claimBounced(
  { shortageId, messageId, bounces, givenUpBy }: StoredMail,
  now = Date.now(),
): Promise<{ status: "claimed"; claim: string } | { status: "changed-meanwhile" }> {
  const claim = randomUUID();
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.AdStopMailTable.name,
        Key: { shortageId },
        UpdateExpression:
          "SET #state = :claimed, claim = :claim, leaseUntil = :until, bounces = :bounces REMOVE givenUpBy ADD tries :one",
        ConditionExpression:
          "messageId = :messageId AND (#state = :bounced OR (#state = :claimed AND leaseUntil < :now))",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: {
          ":claimed": "claimed",
          ":claim": claim,
          ":until": now + leaseMs,
          ":now": now,
          ":bounces": givenUpBy ? 0 : bounces,
          ":messageId": messageId,
          ":bounced": "bounced",
          ":one": 1,
        },
      }),
    );
    return { status: "claimed", claim };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { status: "changed-meanwhile" };
  }
}
