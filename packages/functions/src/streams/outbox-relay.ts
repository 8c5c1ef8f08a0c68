import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { relay } from "@donut/core/messaging/relay";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { logger } from "../logger.ts";

/** Publishes the events in the outbox. Those that could not be published are read from the stream again. */
export async function handler(batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const inserted = batch.Records.filter(({ eventName }) => eventName === "INSERT").map(({ dynamodb }) => ({
    reference: dynamodb?.SequenceNumber ?? "",
    item: unmarshall((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>),
  }));
  const failed = await relay(inserted);
  for (const { reference, reason } of failed) logger.error("Event not published", { reference, reason });
  return { batchItemFailures: failed.map(({ reference }) => ({ itemIdentifier: reference })) };
}
