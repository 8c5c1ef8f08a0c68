import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";

/**
 * An answer of the laptop itself, not of the system running on it: a problem (RFC 9457) with an id to look for in logs.
 */
export function problem(status: number, detail: string, more: Record<string, string> = {}) {
  const title = STATUS_CODES[status] ?? "Error";
  return {
    headers: { "content-type": "application/problem+json", "x-request-id": randomUUID() },
    body: JSON.stringify({ type: "about:blank", title, status, detail, ...more }),
  };
}
