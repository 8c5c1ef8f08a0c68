import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { indexRequested } from "@donut/contracts/events/repair";
import { dynamodb } from "../aws/clients.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";

/** Asks the repair consumer to scan a dead-letter queue. */
export async function requestIndex(queue: string): Promise<void> {
  await dynamodb.send(new PutCommand(outboxPut(createEvent(indexRequested, { queue })).Put));
}
