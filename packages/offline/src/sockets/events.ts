import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { commonLogTime } from "../http/payload.ts";

/** What an authorizer's answer adds to every event of the connection; all values are text. */
export type AuthorizerContext = Record<string, string>;

/** A client that is connected, or wants to be. */
export interface Client {
  apiId: string;
  connectionId: string;
  /** Milliseconds since the epoch. */
  connectedAt: number;
  domainName: string;
  identity: { sourceIp: string; userAgent?: string };
  authorizer?: AuthorizerContext;
}

export interface RequestContext extends Omit<Client, "identity" | "authorizer"> {
  routeKey: string;
  eventType: "CONNECT" | "MESSAGE" | "DISCONNECT";
  messageDirection: "IN";
  stage: "$default";
  requestId: string;
  extendedRequestId: string;
  requestTime: string;
  requestTimeEpoch: number;
  identity: Client["identity"];
  authorizer?: AuthorizerContext;
  messageId?: string;
  disconnectStatusCode?: number;
  disconnectReason?: string;
}

interface Occasion {
  requestId: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** 16 characters that end with `=`, as API Gateway makes them. */
export const shortId = () => `${randomBytes(11).toString("base64url")}=`;

/**
 * The event of `$connect`, the only one that describes the client's HTTP request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export function connectEvent(client: Client, request: IncomingMessage, occasion: Occasion) {
  return {
    ...requestOf(request),
    requestContext: contextOf(client, { routeKey: "$connect", eventType: "CONNECT" }, occasion),
    isBase64Encoded: false,
  };
}

/** The event of every other route except `$disconnect`. Messages are text: API Gateway accepts no binary frames. */
export function messageEvent(client: Client, routeKey: string, body: string, occasion: Occasion) {
  const context = contextOf(client, { routeKey, eventType: "MESSAGE" }, occasion);
  return { requestContext: { ...context, messageId: shortId() }, body, isBase64Encoded: false };
}

export function disconnectEvent(client: Client, code: number, reason: string, occasion: Occasion) {
  const context = contextOf(client, { routeKey: "$disconnect", eventType: "DISCONNECT" }, occasion);
  return {
    requestContext: { ...context, disconnectStatusCode: code, disconnectReason: reason },
    isBase64Encoded: false,
  };
}

/**
 * The event for a Lambda authorizer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function authorizerEvent(client: Client, methodArn: string, request: IncomingMessage, occasion: Occasion) {
  return {
    type: "REQUEST",
    methodArn,
    ...requestOf(request),
    stageVariables: {},
    requestContext: contextOf(client, { routeKey: "$connect", eventType: "CONNECT" }, occasion),
  };
}

function contextOf(
  { identity, authorizer, ...client }: Client,
  route: Pick<RequestContext, "routeKey" | "eventType">,
  { requestId, now }: Occasion,
): RequestContext {
  return {
    ...route,
    ...client,
    messageDirection: "IN",
    stage: "$default",
    requestId,
    extendedRequestId: shortId(),
    requestTime: commonLogTime(new Date(now)),
    requestTimeEpoch: now,
    identity,
    ...(authorizer && { authorizer }),
  };
}

/** Names keep the case in which they were sent; if a name has several values, the last counts. */
function requestOf(request: IncomingMessage) {
  const headers = headersOf(request);
  const query = grouped([...new URL(request.url ?? "/", "http://localhost").searchParams]);
  return {
    headers: lastOf(headers),
    multiValueHeaders: headers,
    ...(Object.keys(query).length > 0 && {
      queryStringParameters: lastOf(query),
      multiValueQueryStringParameters: query,
    }),
  };
}

/** As sent, plus what a proxy adds. */
function headersOf({ rawHeaders, socket, headers }: IncomingMessage): Record<string, string[]> {
  const sent: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    sent.push([rawHeaders[index] as string, rawHeaders[index + 1] as string]);
  }
  const others = sent.filter(([name]) => !/^x-forwarded-(for|port|proto)$/i.test(name));
  const before = headers["x-forwarded-for"];
  return grouped([
    ...others,
    ["X-Forwarded-For", [...(before ? [before].flat() : []), sourceIpOf(socket)].join(", ")],
    ["X-Forwarded-Port", String(socket.localPort ?? "")],
    ["X-Forwarded-Proto", "http"],
  ]);
}

export const sourceIpOf = ({ remoteAddress = "127.0.0.1" }: { remoteAddress?: string | undefined }) =>
  remoteAddress.replace(/^::ffff:/, "");

function grouped(pairs: [string, string][]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const [name, value] of pairs) groups[name] = [...(groups[name] ?? []), value];
  return groups;
}

function lastOf(groups: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? ""]));
}
