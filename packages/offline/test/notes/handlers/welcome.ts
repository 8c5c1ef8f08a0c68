import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { Resource } from "./resource.ts";

const client = new DynamoDBClient({});

/** Counts how often it ran for each text. */
export async function handler({ text }: { text: string }) {
  await client.send(
    new UpdateItemCommand({
      TableName: Resource.CountTable.name,
      Key: { id: { S: text } },
      UpdateExpression: "ADD #count :one",
      ExpressionAttributeNames: { "#count": "count" },
      ExpressionAttributeValues: { ":one": { N: "1" } },
    }),
  );
}
