import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { scheduleProduction } from "@donut/partners/factory/schedule-production";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { logger } from "../logger.ts";

/** Starts the production of each order that the factory has accepted. */
export async function handler(batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const inserted = batch.Records.filter(({ eventName }) => eventName === "INSERT");
  for (const { dynamodb } of inserted) {
    try {
      await scheduleProduction(unmarshall((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>));
    } catch (error) {
      logger.error("Production not scheduled", { sequenceNumber: dynamodb?.SequenceNumber, error });
      return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? "" }] };
    }
  }
  return { batchItemFailures: [] };
}
