import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { Resource } from "./resource.ts";

const client = new SNSClient({});

export async function handler({ Records }: DynamoDBStreamEvent) {
  for (const { dynamodb } of Records) {
    const Message = JSON.stringify({ type: "note.written", id: dynamodb?.NewImage?.id?.S });
    await client.send(new PublishCommand({ TopicArn: Resource.NoteTopic.arn, Message }));
  }
}
