import { randomUUID } from "node:crypto";
import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { EventSourceMapping } from "../graph/types.ts";
import type { GivenUp } from "./stream-batch.ts";

export interface FailureDestinationOptions {
  client: SQSClient;
  queueUrl: string;
  mapping: Pick<EventSourceMapping, "functionArn" | "sourceArn">;
  shardId: string;
  given: GivenUp;
}

/**
 * Sends the destination the records that were given up: as on AWS their position in the stream, not their contents:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html#dynamodb-on-failure-destination-example-sqs
 */
export async function sendToDestination(options: FailureDestinationOptions): Promise<void> {
  const { client, queueUrl, mapping, shardId, given } = options;
  const { records, invocations, condition, result } = given;
  const [first, last] = [records[0]?.dynamodb, records.at(-1)?.dynamodb];
  const arrival = (seconds: number | undefined) => new Date((seconds ?? 0) * 1000).toISOString();
  const message = {
    requestContext: {
      requestId: result?.requestId ?? randomUUID(),
      functionArn: mapping.functionArn,
      condition,
      approximateInvokeCount: invocations,
    },
    ...(result && {
      responseContext: {
        statusCode: 200,
        executedVersion: "$LATEST",
        ...(result.status === "failed" && { functionError: "Unhandled" }),
      },
    }),
    version: "1.0",
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.SequenceNumber,
      endSequenceNumber: last?.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first?.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: arrival(last?.ApproximateCreationDateTime),
      batchSize: records.length,
      streamArn: mapping.sourceArn,
    },
  };
  await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
}
