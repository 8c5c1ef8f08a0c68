import type { IncomingMessage } from "node:http";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { accountId } from "../graph/addresses.ts";

export interface EventParts {
  request: IncomingMessage;
  requestId: string;
  apiId: string;
  /** Percent-encoded, without the API's own base path. */
  rawPath: string;
  rawQueryString: string;
  routeKey: string;
  pathParameters?: Record<string, string>;
  body: Buffer;
  jwt?: { claims: Record<string, string>; scopes: string[] | null };
}

/**
 * The event of payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventOf(parts: EventParts): APIGatewayProxyEventV2 {
  const { request, requestId, apiId, rawPath, rawQueryString, routeKey, pathParameters, body, jwt } = parts;
  const now = new Date();
  const { headers, cookies } = headersOf(request);
  return {
    version: "2.0",
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies && { cookies }),
    headers,
    ...(rawQueryString && { queryStringParameters: queryOf(rawQueryString) }),
    requestContext: {
      accountId,
      apiId,
      ...(jwt && { authorizer: { jwt, principalId: "", integrationLatency: 0 } }),
      domainName: headers.host ?? "localhost",
      domainPrefix: apiId,
      http: {
        method: request.method ?? "GET",
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: (request.socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, ""),
        userAgent: headers["user-agent"] ?? "",
      },
      requestId,
      routeKey,
      stage: "$default",
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(pathParameters && { pathParameters }),
    ...bodyOf(body, headers["content-type"]),
  };
}

/** Names in lower case, several values of one name joined by a comma; cookies apart. */
function headersOf(request: IncomingMessage): { headers: Record<string, string>; cookies?: string[] } {
  const headers: Record<string, string> = {};
  const raw = request.rawHeaders;
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] as string).toLowerCase();
    const value = raw[index + 1] as string;
    headers[name] = name in headers ? `${headers[name]},${value}` : value;
  }
  const { cookie, ...others } = headers;
  if (cookie === undefined) return { headers };
  return { headers: others, cookies: cookie.split(/[;,]\s*/).filter(Boolean) };
}

function queryOf(rawQueryString: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    query[name] = name in query ? `${query[name]},${value}` : value;
  }
  return query;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const textual = /^(text\/|application\/(json|xml|javascript|[\w.+-]+\+(json|xml)))/i;

/** Text stays text when it is UTF-8, everything else is base64. */
function bodyOf(body: Buffer, contentType: string | undefined): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  if (contentType === undefined || textual.test(contentType)) {
    try {
      return { body: utf8.decode(body), isBase64Encoded: false };
    } catch {
      return { body: body.toString("base64"), isBase64Encoded: true };
    }
  }
  return { body: body.toString("base64"), isBase64Encoded: true };
}

/** `12/Mar/2020:19:03:58 +0000` */
export function commonLogTime(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(" ");
  return `${day}/${month}/${year}:${time} +0000`;
}
