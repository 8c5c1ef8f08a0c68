import { problem } from "./problem.ts";

export interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  cookies: string[];
  body: Buffer | string;
}

export const message = (statusCode: number, text: string, headers: Record<string, string> = {}): HttpResponse => ({
  statusCode,
  headers: { "content-type": "application/json", ...headers },
  cookies: [],
  body: JSON.stringify({ message: text }),
});

/** API Gateway's own answers: with its text as `message`, and as a problem, which real HTTP APIs do not send. */
export function refusal(statusCode: number, text: string, detail: string): HttpResponse {
  return { statusCode, cookies: [], ...problem(statusCode, detail, { message: text }) };
}

/**
 * What a function returned, as an HTTP response: with a `statusCode` it is the response itself, anything else is the
 * body of a 200 in JSON (payload format 2.0).
 * @param payload JSON text
 * @returns undefined if it has a `statusCode` but is no valid response
 */
export function responseOf(payload: string): HttpResponse | undefined {
  const returned: unknown = JSON.parse(payload);
  if (typeof returned !== "object" || returned === null || !("statusCode" in returned)) {
    const body = typeof returned === "string" ? returned : payload;
    return { statusCode: 200, headers: { "content-type": "application/json" }, cookies: [], body };
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = returned as Record<string, unknown>;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) return undefined;
  if (body !== undefined && body !== null && typeof body !== "string") return undefined;
  return {
    statusCode: status,
    headers: { "content-type": "text/plain; charset=utf-8", ...headersOf(headers) },
    cookies: Array.isArray(cookies) ? cookies.map(String) : [],
    body: isBase64Encoded === true ? Buffer.from(body ?? "", "base64") : (body ?? ""),
  };
}

/** These headers belong to the connection; a function may not set them. */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "upgrade",
  "te",
  "trailer",
]);

function headersOf(headers: unknown): Record<string, string> {
  if (typeof headers !== "object" || headers === null) return {};
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return Object.fromEntries(named.filter(([name]) => !hopByHop.has(name)));
}
