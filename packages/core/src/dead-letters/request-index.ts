import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { indexRequested } from "@donut/contracts/events/repair";
import { dynamodb } from "../aws/clients.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";

/** Has a dead-letter queue looked through by the repair consumer. */
export async function requestIndex(queue: string): Promise<void> {
  await dynamodb.send(new PutCommand(outboxPut(createEvent(indexRequested, { queue })).Put));
}
