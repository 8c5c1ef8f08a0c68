import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { sqs } from "../aws/clients.ts";
import type { Completion } from "./settle-production.ts";

/** Puts the factory's report in its queue; once this returns, the report cannot be lost. */
export async function receiveCompletion(report: Completion): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: Resource.StockInQueue.url, MessageBody: JSON.stringify(report) }));
}
