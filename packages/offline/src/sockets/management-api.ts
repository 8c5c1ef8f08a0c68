import type { IncomingMessage } from "node:http";
import { accountId, region } from "../graph/addresses.ts";
import { readBody } from "../http/body.ts";
import type { HttpResponse } from "../http/response.ts";
import type { Authority } from "../iam/authority.ts";
import { refusalText } from "../iam/refusal.ts";
import type { Connection } from "./connection.ts";
import { limits } from "./limits.ts";

/** The part of a path after an API's own: `/@connections/<id>`. */
const pattern = /^\/(?:@|%40)connections(?:\/([^/]*))?$/i;

export interface ManagementOptions {
  apiId: string;
  find(connectionId: string): Connection | undefined;
  authority: Authority;
  now(): number;
}

export const isManagement = (path: string) => pattern.test(path);

/**
 * How a system sends to its connections, for the SDK's client.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export async function manage(
  path: string,
  request: IncomingMessage,
  { apiId, find, authority, now }: ManagementOptions,
): Promise<HttpResponse> {
  const body = await readBody(request, limits.message);
  // The signature itself is not checked, but its key's permissions are enforced.
  if (!request.headers.authorization?.startsWith("AWS4-")) {
    return fault(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  const connectionId = idOf(path);
  if (connectionId === "") return fault(400, "BadRequestException", "The connection id is empty");
  const resource = (account: string, id: string) =>
    `arn:aws:execute-api:${region}:${account}:${apiId}/$default/${request.method}/@connections/${id}`;
  const right = { action: "execute-api:ManageConnections", resource: resource(accountId, connectionId) };
  const refusal = authority.refusal(authority.callerOf(request.headers), right);
  if (refusal) {
    // API Gateway's text leaves out the account and the connection.
    const spelled = { resource: resource(accountId.replace(/^\d{8}/, "********"), "{connectionId}") };
    return fault(403, "AccessDeniedException", refusalText(refusal, spelled));
  }
  const connection = find(connectionId);
  if (!connection?.open) return fault(410, "GoneException", "The connection no longer exists");

  switch (request.method) {
    case "POST":
      if (body === "too large") return fault(413, "PayloadTooLargeException", "Payload Too Large");
      return post(connection, body, now());
    case "GET":
      return answer(200, describe(connection));
    case "DELETE":
      connection.close(1000, "Connection Closed Normally");
      return answer(204);
    default:
      return fault(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }
}

function post(connection: Connection, body: Buffer, now: number): HttpResponse {
  switch (connection.send(body, now)) {
    case "sent":
      return answer(200);
    case "gone":
      return fault(410, "GoneException", "The connection no longer exists");
    case "full":
      return fault(429, "LimitExceededException", "The client does not read what was sent to it");
  }
}

function describe({ client, lastActiveAt }: Connection) {
  return {
    connectedAt: new Date(client.connectedAt).toISOString(),
    identity: client.identity,
    lastActiveAt: new Date(lastActiveAt).toISOString(),
  };
}

function idOf(path: string): string {
  const id = pattern.exec(path)?.[1] ?? "";
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const answer = (statusCode: number, body?: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  statusCode,
  headers: { "content-type": "application/json", ...headers },
  cookies: [],
  body: body === undefined ? "" : JSON.stringify(body),
});

const fault = (statusCode: number, type: string, message: string) =>
  answer(statusCode, { message }, { "x-amzn-errortype": type });
