import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { dynamodb } from "../aws/clients.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { indexRequested } from "./events.ts";

/** Asks the repair consumer to look through a dead-letter queue. */
export async function requestIndex(queue: string): Promise<void> {
  await dynamodb.send(new PutCommand(outboxPut(indexRequested.create({ queue })).Put));
}
