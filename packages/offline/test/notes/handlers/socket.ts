import { ApiGatewayManagementApiClient, PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { SocketEvent } from "../../handlers/socket.ts";
import { Resource } from "./resource.ts";

const dynamodb = new DynamoDBClient({});
const connections = new ApiGatewayManagementApiClient({ endpoint: Resource.NoteSocket.managementEndpoint });

/** Echoes every message, and counts connects and disconnects of clients that give their name. */
export async function handler({ requestContext, queryStringParameters, body }: SocketEvent) {
  const { routeKey, connectionId, authorizer } = requestContext;
  const name = authorizer?.principalId ?? "";
  if (queryStringParameters?.refuse) return { statusCode: 403 };
  if (routeKey === "$default") {
    const Data = `${name}: ${body}`;
    await connections.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data }));
    return { statusCode: 200 };
  }
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: Resource.CountTable.name,
      Key: { id: { S: `${routeKey}-${name}` } },
      UpdateExpression: "ADD #count :one",
      ExpressionAttributeNames: { "#count": "count" },
      ExpressionAttributeValues: { ":one": { N: "1" } },
    }),
  );
  return { statusCode: 200 };
}

/** Admits everybody who gives a name. */
export async function authorize(event: { methodArn: string; queryStringParameters: { name: string } }) {
  return {
    principalId: event.queryStringParameters.name,
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: event.methodArn }],
    },
  };
}
