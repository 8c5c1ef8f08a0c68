import { randomUUID } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { campaignEvents } from "@donut/contracts/events/campaign";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { transact } from "../aws/transact.ts";
import { correlationId } from "../context.ts";
import { beginningOf } from "../keepable.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";

/** The mail about one shortage. */
export const mailRecord = z.object({
  shortageId: z.string(),
  productId: z.string(),
  campaignIds: z.array(z.string()),
  /** `claimed`: a delivery of the message is sending it, or was until it crashed. `bounced`: it went out and came back. */
  state: z.enum(["claimed", "sent", "bounced"]),
  tries: z.int().positive(),
  firstTriedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().optional(),
  /** How often it has bounced since a person last looked at it. */
  bounces: z.int().nonnegative().default(0),
  /** Set once given up: the id of the message in the dead-letter queue for bounces. */
  givenUpBy: z.string().optional(),
  /** Why the last attempt failed, or why the mail bounced. */
  lastError: z.string().optional(),
  correlationId: z.string(),
});
export type MailRecord = z.infer<typeof mailRecord>;

const storedMail = mailRecord.extend({
  /** SES's id of the last mail that was sent. */
  messageId: z.string().optional(),
  /** Until when a claim lasts, in ms since the epoch. */
  leaseUntil: z.number().default(0),
});
export type StoredMail = z.infer<typeof storedMail>;

export type Claim =
  | { status: "claimed"; claim: string }
  /** The mail was sent; if it bounced, the bounce sends the next one. */
  | { status: "sent" }
  /** Another delivery of the message is sending it, for at most this long. */
  | { status: "being-sent"; remainingMs: number };

/**
 * How long a claim lasts. The claiming function has ended by then, since it may run for 10 s (stacks/ads.ts), so no two
 * functions send at the same time.
 */
export const leaseMs = 15_000;
/** The one partition of the `recent` index. */
const kind = "mail";
// Longer than a message can lie in a dead-letter queue.
const keptForSeconds = 90 * 24 * 3600;

/** Claims the sending of the mail about a shortage. */
export async function claimMail(
  { shortageId, productId, campaignIds }: Pick<MailRecord, "shortageId" | "productId" | "campaignIds">,
  now = Date.now(),
): Promise<Claim> {
  const claim = randomUUID();
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.AdStopMailTable.name,
        Key: { shortageId },
        UpdateExpression:
          "SET kind = :kind, #state = :claimed, claim = :claim, leaseUntil = :until, productId = :productId, " +
          "campaignIds = :campaignIds, correlationId = :correlationId, expiresAt = :expiresAt, " +
          "firstTriedAt = if_not_exists(firstTriedAt, :at) ADD tries :one",
        ConditionExpression: "attribute_not_exists(shortageId) OR (#state = :claimed AND leaseUntil < :now)",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: {
          ":kind": kind,
          ":claimed": "claimed",
          ":claim": claim,
          ":until": now + leaseMs,
          ":now": now,
          ":productId": productId,
          ":campaignIds": campaignIds,
          ":correlationId": correlationId(),
          ":expiresAt": Math.floor(now / 1000) + keptForSeconds,
          ":at": new Date(now).toISOString(),
          ":one": 1,
        },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { status: "claimed", claim };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { state, leaseUntil } = unmarshall(error.Item ?? {});
    return state === "claimed" ? { status: "being-sent", remainingMs: Number(leaseUntil) - now } : { status: "sent" };
  }
}

/** Records that the mail was sent, and announces it. */
export async function markSent(
  { shortageId, productId, campaignIds }: Pick<MailRecord, "shortageId" | "productId" | "campaignIds">,
  { claim, messageId }: { claim: string; messageId: string },
): Promise<void> {
  const sent = {
    Update: {
      TableName: Resource.AdStopMailTable.name,
      Key: { shortageId },
      UpdateExpression: "SET #state = :sent, sentAt = :at, messageId = :messageId REMOVE leaseUntil, lastError",
      ConditionExpression: "claim = :claim AND #state = :claimed",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: {
        ":sent": "sent",
        ":at": new Date().toISOString(),
        ":messageId": messageId,
        ":claim": claim,
        ":claimed": "claimed",
      },
    },
  };
  const asked = outboxPut(createEvent(campaignEvents.managerAsked, { shortageId, productId, campaignIds }));
  const { status } = await transact([sent, asked]);
  if (status !== "committed")
    throw new Error(`The mail about shortage ${shortageId} was sent, but that could not be recorded.`);
}

/** Records why an attempt failed. If the mail certainly was not sent, the next attempt need not wait for the lease. */
export async function markFailed(
  shortageId: string,
  { claim, reason, mayBeOut }: { claim: string; reason: string; mayBeOut: boolean },
): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.AdStopMailTable.name,
      Key: { shortageId },
      UpdateExpression: `SET lastError = :reason${mayBeOut ? "" : ", leaseUntil = :over"}`,
      ConditionExpression: "claim = :claim AND #state = :claimed",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: {
        ":reason": beginningOf(reason, 1_000),
        ":claim": claim,
        ":claimed": "claimed",
        ...(!mayBeOut && { ":over": 0 }),
      },
    }),
  );
}

/** @returns the current record; undefined if no mail was ever attempted */
export async function readMail(shortageId: string): Promise<StoredMail | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.AdStopMailTable.name, Key: { shortageId }, ConsistentRead: true }),
  );
  return item && storedMail.parse(item);
}

/** @returns up to `limit` mails, newest first. */
export async function recentMails(limit: number): Promise<MailRecord[]> {
  const { Items: items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: Resource.AdStopMailTable.name,
      IndexName: "recent",
      KeyConditionExpression: "kind = :kind",
      ExpressionAttributeValues: { ":kind": kind },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return z.array(mailRecord).parse(items);
}
