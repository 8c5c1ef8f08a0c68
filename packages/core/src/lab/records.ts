import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";

const keptForSeconds = 3_600;

/** When a record that is written now expires, in seconds since the epoch. */
export function expiry(): number {
  return nowSeconds() + keptForSeconds;
}

/** @returns those of the last `limit` records of this kind that have not expired, newest first */
export async function latestRecords(kind: string, limit: number): Promise<Record<string, unknown>[]> {
  const { Items: items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: Resource.LabTable.name,
      KeyConditionExpression: "kind = :kind",
      ExpressionAttributeValues: { ":kind": kind },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  // DynamoDB deletes expired items with a delay.
  const now = nowSeconds();
  return items.filter(({ expiresAt }) => expiresAt > now);
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
