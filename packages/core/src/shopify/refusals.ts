import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { type RefusalReason, refusalReason, shopifyRefusal } from "@donut/contracts/shopify";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";
import { beginningOf } from "../keepable.ts";

const hourMs = 3_600_000;
const keptForHours = 14 * 24;
const longestText = 255;

/** Counts a refused request: one item per reason and hour, which keeps the last request, however many there are. */
export async function countRefusal(
  reason: RefusalReason,
  { shop, topic }: { shop?: string | undefined; topic?: string | undefined },
  signal: AbortSignal,
): Promise<void> {
  const now = new Date();
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.ShopifyRefusalTable.name,
      Key: { reason, hour: hourOf(now) },
      UpdateExpression: `ADD #count :one SET lastAt = :at, expiresAt = :expiresAt${shop ? ", lastShop = :shop" : ""}${topic ? ", lastTopic = :topic" : ""}`,
      ExpressionAttributeNames: { "#count": "count" },
      ExpressionAttributeValues: {
        ":one": 1,
        ":at": now.toISOString(),
        ":expiresAt": Math.floor((now.getTime() + keptForHours * hourMs) / 1000),
        ...(shop && { ":shop": beginningOf(shop, longestText) }),
        ...(topic && { ":topic": beginningOf(topic, longestText) }),
      },
    }),
    { abortSignal: signal },
  );
}

/** @returns the requests refused in the last hours, newest first */
export async function listRefusals(hours: number) {
  const since = hourOf(new Date(Date.now() - hours * hourMs));
  const found = await Promise.all(refusalReason.options.map((reason) => refusalsOf(reason, since)));
  return found.flat().sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1));
}

async function refusalsOf(reason: RefusalReason, since: string) {
  const items = await queryAll({
    TableName: Resource.ShopifyRefusalTable.name,
    KeyConditionExpression: "reason = :reason AND #hour >= :since",
    ExpressionAttributeNames: { "#hour": "hour" },
    ExpressionAttributeValues: { ":reason": reason, ":since": since },
  });
  return z.array(shopifyRefusal).parse(items);
}

function hourOf(time: Date): string {
  return new Date(Math.floor(time.getTime() / hourMs) * hourMs).toISOString();
}
