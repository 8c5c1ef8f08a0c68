import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { v7 } from "uuid";
import { sqs } from "../aws/clients.ts";
import { correlationId } from "../context.ts";
import { type Envelope, packBody } from "./envelope.ts";

export type Arrival = Pick<Envelope, "source" | "shop" | "topic" | "webhookId"> &
  Partial<Pick<Envelope, "eventId" | "triggeredAt" | "apiVersion" | "signedWith">>;

/** Queues a raw body; once this returns, it cannot be lost. */
export async function queueDelivery(arrival: Arrival, raw: Buffer, signal: AbortSignal): Promise<Envelope> {
  const envelope: Envelope = {
    correlationId: correlationId(),
    deliveryId: v7(),
    receivedAt: new Date().toISOString(),
    ...arrival,
    ...packBody(raw),
  };
  const message = new SendMessageCommand({
    QueueUrl: Resource.ShopifyQueue.url,
    MessageBody: JSON.stringify(envelope),
  });
  await sqs.send(message, { abortSignal: signal });
  return envelope;
}
