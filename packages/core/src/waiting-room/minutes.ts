import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { MinuteCounts } from "@donut/contracts/waiting-room";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";

const pk = "minute";
const minuteMs = 60_000;
const keptForSeconds = 24 * 3_600;

export type Happened = Exclude<keyof MinuteCounts, "minute">;

const counts = z.object({
  entered: z.int().default(0),
  admitted: z.int().default(0),
  ordered: z.int().default(0),
  left: z.int().default(0),
  expired: z.int().default(0),
  missed: z.int().default(0),
});

/**
 * Counts what has happened, for operators to see. A batch that is delivered twice is counted twice: nothing depends on
 * it.
 */
export async function countHappened(happened: Partial<Record<Happened, number>>, epoch: number): Promise<void> {
  const counted = Object.entries(happened).filter(([, times]) => times > 0);
  if (counted.length === 0) return;
  const names = counted.map(([name]) => name);
  const now = Date.now();
  const minute = new Date(Math.floor(now / minuteMs) * minuteMs).toISOString();
  for (const key of [
    { pk, sk: minute },
    { pk: "opening", sk: String(epoch) },
  ])
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.WaitingTable.name,
        Key: key,
        UpdateExpression: `ADD ${names.map((name) => `#${name} :${name}`).join(", ")} SET expiresAt = :expiresAt`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ...Object.fromEntries(counted.map(([name, times]) => [`:${name}`, times])),
          ":expiresAt": Math.floor(now / 1_000) + keptForSeconds,
        },
      }),
    );
}

/** @returns the last hour's minutes in which something happened, oldest first */
export async function readMinutes(): Promise<MinuteCounts[]> {
  const items = await queryAll({
    TableName: Resource.WaitingTable.name,
    KeyConditionExpression: "pk = :pk AND sk >= :from",
    ExpressionAttributeValues: { ":pk": pk, ":from": new Date(Date.now() - 60 * minuteMs).toISOString() },
  });
  return items.map((item) => ({ minute: String(item.sk), ...counts.parse(item) }));
}

/** @returns what has happened since an opening */
export async function readOpening(epoch: number): Promise<Omit<MinuteCounts, "minute">> {
  const [item] = await queryAll({
    TableName: Resource.WaitingTable.name,
    KeyConditionExpression: "pk = :pk AND sk = :epoch",
    ExpressionAttributeValues: { ":pk": "opening", ":epoch": String(epoch) },
  });
  return counts.parse(item ?? {});
}
