import { randomBytes } from "node:crypto";
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
  const sourceIp = (request.socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, "");
  Object.assign(headers, forwardedHeaders(request, headers, sourceIp, now));
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
        sourceIp,
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

/** Names in lower case, several values of one name joined by a comma; without cookies. */
function headersOf(request: IncomingMessage): { headers: Record<string, string>; cookies?: string[] } {
  const raw = request.rawHeaders;
  const pairs = Array.from({ length: raw.length / 2 }, (_, index): [string, string] => [
    (raw[2 * index] as string).toLowerCase(),
    raw[2 * index + 1] as string,
  ]);
  const headers = joined(pairs);
  const { cookie, ...others } = headers;
  if (cookie === undefined) return { headers };
  return { headers: others, cookies: cookie.split(/[;,]\s*/).filter(Boolean) };
}

/** The headers API Gateway adds, with the port and protocol that the caller really used. */
function forwardedHeaders(
  request: IncomingMessage,
  { "x-forwarded-for": before, "x-amzn-trace-id": trace }: Record<string, string>,
  sourceIp: string,
  now: Date,
): Record<string, string> {
  return {
    "x-forwarded-for": before ? `${before}, ${sourceIp}` : sourceIp,
    "x-forwarded-port": String(request.socket.localPort),
    "x-forwarded-proto": "http",
    "x-amzn-trace-id": trace ?? newTraceId(now),
  };
}

/** `Root=1-<seconds since 1970>-<96 random bits>`, in hexadecimal digits. */
function newTraceId(now: Date): string {
  return `Root=1-${Math.floor(now.getTime() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
}

function queryOf(rawQueryString: string): Record<string, string> {
  return joined(new URLSearchParams(rawQueryString));
}

/** Names come from outside: one may be `constructor` or `__proto__`. */
function joined(pairs: Iterable<[string, string]>): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const textual = /^(text\/|application\/(json|xml|javascript|[\w.+-]+\+(json|xml)))/i;

/** UTF-8 stays text, everything else is base64. */
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
