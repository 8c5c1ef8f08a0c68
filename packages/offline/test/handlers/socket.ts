import { setTimeout as pause } from "node:timers/promises";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import type { RequestContext } from "../../src/sockets/events.ts";

export interface SocketEvent {
  requestContext: RequestContext;
  headers?: Record<string, string>;
  multiValueHeaders?: Record<string, string[]>;
  queryStringParameters?: Record<string, string>;
  multiValueQueryStringParameters?: Record<string, string[]>;
  body?: string;
  isBase64Encoded: boolean;
}

/** Logs each event as one line of JSON; answers `$connect` as the query asks, and messages according to their route. */
export async function handler(event: SocketEvent): Promise<unknown> {
  console.log(JSON.stringify(event));
  const { throw: fails, status = "200", protocol, slow, post } = event.queryStringParameters ?? {};
  if (fails) throw new Error("no good");
  if (post) return { statusCode: await statusOfPost(post, event.requestContext.connectionId) };
  if (slow) await pause(Number(slow));
  switch (event.requestContext.routeKey) {
    case "throw":
      throw new Error("no good");
    case "nothing":
      return undefined;
    case "slow":
      await pause(5_000);
      return { statusCode: 200 };
    default:
      return {
        statusCode: Number(status),
        body: "not for the client",
        ...(protocol && { headers: { "Sec-WebSocket-Protocol": protocol } }),
      };
  }
}

/** @returns the management API's answer to a message for this connection */
async function statusOfPost(endpoint: string, connectionId: string): Promise<number> {
  const response = await fetch(`${endpoint}/@connections/${encodeURIComponent(connectionId)}`, {
    method: "POST",
    body: "welcome",
    headers: { authorization: "AWS4-HMAC-SHA256 any" },
  });
  return response.status;
}

/** Decides as the query asks. */
export async function authorize(event: APIGatewayRequestAuthorizerEvent): Promise<unknown> {
  console.log(JSON.stringify(event));
  const { token, effect = "Allow", resource = event.methodArn } = event.queryStringParameters ?? {};
  if (token === "unknown") throw new Error("Unauthorized");
  if (token === "broken") return { principalId: "somebody" };
  return {
    principalId: token,
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect: effect, Resource: resource }],
    },
    context: { place: 7, vip: true, room: "a" },
  };
}
