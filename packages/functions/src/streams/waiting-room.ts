import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { noteChanges } from "@donut/core/waiting-room/changes";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { Resource } from "sst";

/** Passes changes of tickets on: a free seat to the next person, news of the turn to its holder. */
export async function handler(batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const changes = batch.Records.map(({ dynamodb }) => ({
    before: image(dynamodb?.OldImage),
    after: image(dynamodb?.NewImage),
  }));
  await noteChanges(changes, Resource.AdmissionKey.value);
  return { batchItemFailures: [] };
}

function image(given: unknown) {
  return given === undefined ? undefined : unmarshall(given as Record<string, AttributeValue>);
}
