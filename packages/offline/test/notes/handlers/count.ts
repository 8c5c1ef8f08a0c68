import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { SQSEvent } from "aws-lambda";
import { Resource } from "./resource.ts";

const client = new DynamoDBClient({});

export async function handler({ Records }: SQSEvent) {
  for (const { body } of Records) {
    await client.send(
      new UpdateItemCommand({
        TableName: Resource.CountTable.name,
        Key: { id: { S: JSON.parse(body).id } },
        UpdateExpression: "ADD #count :one",
        ExpressionAttributeNames: { "#count": "count" },
        ExpressionAttributeValues: { ":one": { N: "1" } },
      }),
    );
  }
}
