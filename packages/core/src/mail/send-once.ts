import { randomUUID } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { dynamodb } from "../aws/clients.ts";
import { beginningOf } from "../keepable.ts";
import { type Mail, sendMail } from "./send-mail.ts";

export type SentOnce =
  | { status: "sent" }
  /** It was sent before. */
  | { status: "repeated" }
  /** Another delivery of the message is sending it. */
  | { status: "being-sent"; retryAfterSeconds: number }
  /** It was not sent, or it is unknown whether it was; only then is there a delay. */
  | { status: "failed"; reason: string; retryAfterSeconds?: number };

/**
 * How long a claim lasts. The claiming function has ended by then, since it may run for 10 s, so no two functions send
 * at the same time.
 */
export const claimMs = 15_000;
// Longer than a message can lie in a dead-letter queue.
const keptForSeconds = 30 * 24 * 3600;

/**
 * Sends the mail with this id once, however often it is asked to. SES does not recognise duplicates, so the mail is
 * claimed in `table` (hash key `id`) before it is sent, and marked afterwards. Only if the worker crashes in between,
 * or SES's answer is lost, is the mail sent again.
 */
export async function sendOnce(
  table: string,
  { id, ...mail }: Mail & { id: string },
  signal: AbortSignal,
): Promise<SentOnce> {
  const claimed = await claim(table, id);
  if (claimed.status !== "claimed") return claimed;
  const mark = (expression: string, values: Record<string, unknown>) =>
    dynamodb.send(
      new UpdateCommand({
        TableName: table,
        Key: { id },
        UpdateExpression: expression,
        ConditionExpression: "claim = :claim",
        ...(expression.includes("#state") && { ExpressionAttributeNames: { "#state": "state" } }),
        ExpressionAttributeValues: { ":claim": claimed.claim, ...values },
      }),
    );

  const sent = await sendMail(mail, signal);
  if (sent.status === "sent") {
    await mark("SET #state = :sent, messageId = :messageId", { ":sent": "sent", ":messageId": sent.messageId });
    return { status: "sent" };
  }
  const reason = beginningOf(sent.reason, 1_000);
  if (sent.status === "unknown") {
    await mark("SET lastError = :reason", { ":reason": reason });
    return { status: "failed", reason, retryAfterSeconds: secondsUntil(claimMs) };
  }
  // It certainly was not sent, so the next attempt need not wait.
  await mark("SET lastError = :reason, claimedUntil = :over", { ":reason": reason, ":over": 0 });
  return { status: "failed", reason };
}

/** @returns whether the mail with this id has been sent */
export async function wasSent(table: string, id: string): Promise<boolean> {
  const { Item: item } = await dynamodb.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }));
  return item?.state === "sent";
}

type Claimed = { status: "claimed"; claim: string } | Extract<SentOnce, { status: "repeated" | "being-sent" }>;

async function claim(table: string, id: string, now = Date.now()): Promise<Claimed> {
  const own = randomUUID();
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName: table,
        Key: { id },
        UpdateExpression: "SET #state = :claimed, claim = :claim, claimedUntil = :until, expiresAt = :expiresAt",
        ConditionExpression: "attribute_not_exists(id) OR (#state = :claimed AND claimedUntil < :now)",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: {
          ":claimed": "claimed",
          ":claim": own,
          ":until": now + claimMs,
          ":now": now,
          ":expiresAt": Math.floor(now / 1000) + keptForSeconds,
        },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { status: "claimed", claim: own };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { state, claimedUntil } = unmarshall(error.Item ?? {});
    if (state !== "claimed") return { status: "repeated" };
    return { status: "being-sent", retryAfterSeconds: secondsUntil(Number(claimedUntil) - now) };
  }
}

function secondsUntil(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
