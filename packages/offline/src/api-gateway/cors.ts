import type { IncomingHttpHeaders } from "node:http";
import type { HttpApi } from "../graph/types.ts";

type Cors = NonNullable<HttpApi["cors"]>;

/** Whether it is a preflight, which the gateway itself answers for an API with CORS. */
export const isPreflight = (method: string | undefined, headers: IncomingHttpHeaders) =>
  method === "OPTIONS" && headers.origin !== undefined && headers["access-control-request-method"] !== undefined;

/** Whether the origin is listed, or every origin is allowed. */
export const isNamed = (origin: string, cors: Cors | undefined) =>
  cors?.allowOrigins.some((allowed) => allowed === "*" || originMatches(allowed, origin)) ?? false;

/** The headers for a preflight's answer; none for an origin that is not allowed. */
export function preflightHeaders(cors: Cors, headers: IncomingHttpHeaders): Record<string, string> {
  const allowed = originHeaders(cors, headers.origin);
  if (allowed["access-control-allow-origin"] === undefined) return allowed;
  const list = (values: string[], asked: string | undefined) =>
    values.includes("*") ? (asked ?? "*") : values.join(",");
  return {
    ...allowed,
    "access-control-allow-methods": list(cors.allowMethods, headers["access-control-request-method"]),
    "access-control-allow-headers": list(cors.allowHeaders, headers["access-control-request-headers"]),
    ...(cors.maxAgeSeconds !== undefined && { "access-control-max-age": String(cors.maxAgeSeconds) }),
  };
}

/** The headers for every other answer. They replace those that the function sets. */
export function corsHeaders(cors: Cors, origin: string | undefined): Record<string, string> {
  const allowed = originHeaders(cors, origin);
  if (allowed["access-control-allow-origin"] === undefined || cors.exposeHeaders.length === 0) return allowed;
  return { ...allowed, "access-control-expose-headers": cors.exposeHeaders.join(",") };
}

function originHeaders(cors: Cors, origin: string | undefined): Record<string, string> {
  if (origin === undefined) return {};
  const any = cors.allowOrigins.includes("*");
  const vary: Record<string, string> = any && !cors.allowCredentials ? {} : { vary: "Origin" };
  if (!any && !cors.allowOrigins.some((allowed) => originMatches(allowed, origin))) return vary;
  return {
    ...vary,
    "access-control-allow-origin": any && !cors.allowCredentials ? "*" : origin,
    ...(cors.allowCredentials && { "access-control-allow-credentials": "true" }),
  };
}

/** `https://*` and `http://*` match every origin of the scheme. */
const originMatches = (allowed: string, origin: string) =>
  allowed.endsWith("://*") ? origin.startsWith(allowed.slice(0, -1)) : allowed.toLowerCase() === origin.toLowerCase();
