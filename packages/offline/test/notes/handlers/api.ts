import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Resource } from "./resource.ts";

const client = new DynamoDBClient({});

/** `PUT /notes/<id>` writes a note; `GET /count/<id>` returns how often its event reached the end of the chain. */
export async function handler(event: APIGatewayProxyEventV2) {
  const [, collection, id = ""] = event.rawPath.split("/");
  if (collection === "about")
    return { greeting: Resource.Greeting.value, api: Resource.NoteApi.url, stage: Resource.App.stage };
  if (event.requestContext.http.method === "PUT") {
    await client.send(
      new PutItemCommand({
        TableName: Resource.NoteTable.name,
        Item: { id: { S: id }, text: { S: event.body ?? "" } },
      }),
    );
    return { statusCode: 201 };
  }
  const TableName = collection === "count" ? Resource.CountTable.name : Resource.NoteTable.name;
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: { id: { S: id } }, ConsistentRead: true }));
  return { id, text: Item?.text?.S, count: Number(Item?.count?.N ?? 0) };
}
