import { PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { z } from "zod";
import { dynamodb } from "../aws/clients.ts";
import type { AnyEvent } from "../messaging/events.ts";

export const step = z.object({
  at: z.iso.datetime(),
  /** The event's type: `stock.depleted`. */
  type: z.string(),
  /** The event's data. */
  detail: z.record(z.string(), z.unknown()),
});
export type Step = z.infer<typeof step>;

/** Writes an event to the journey it belongs to. The same event again changes nothing. */
export async function recordStep({ id, at, type, correlationId, data }: AnyEvent): Promise<void> {
  await dynamodb.send(
    new PutCommand({
      TableName: Resource.JourneyTable.name,
      Item: { correlationId, at_eventId: `${at}_${id}`, at, type, detail: data },
    }),
  );
}

/** @returns what happened under a correlation id, in order. */
export async function readJourney(correlationId: string): Promise<Step[]> {
  const steps: Step[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await dynamodb.send(
      new QueryCommand({
        TableName: Resource.JourneyTable.name,
        KeyConditionExpression: "correlationId = :correlationId",
        ExpressionAttributeValues: { ":correlationId": correlationId },
        ExclusiveStartKey: start,
      }),
    );
    steps.push(...z.array(step).parse(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return steps;
}
