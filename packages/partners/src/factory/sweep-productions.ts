import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { dynamodb } from "@donut/core/aws/clients";
import { Resource } from "sst";
import { unfinished } from "./production.ts";
import { scheduleProduction } from "./schedule-production.ts";

export interface ProductionSweep {
  scheduled: number;
}

const patienceMs = 5 * 60_000;
const atOnce = 100;

/** Restarts productions that should have ended by now: the message that starts or ends one was lost. */
export async function sweepProductions(_giveUpAt: number, now = Date.now()): Promise<ProductionSweep> {
  const { Items: items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: Resource.FactoryTable.name,
      IndexName: "unfinished",
      KeyConditionExpression: "unfinished = :unfinished AND expectedAt < :before",
      ExpressionAttributeValues: { ":unfinished": unfinished, ":before": new Date(now - patienceMs).toISOString() },
      Limit: atOnce,
    }),
  );
  for (const item of items) await scheduleProduction(item);
  return { scheduled: items.length };
}
