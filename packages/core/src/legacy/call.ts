import * as z from "zod";
import { correlationId } from "../context.ts";
import { beginningOf } from "../keepable.ts";

export type LegacyAnswer =
  | { status: "answered"; body: unknown }
  /** Refused; retrying cannot help. */
  | { status: "refused"; reason: string }
  /** Down, too slow or overloaded; retrying may help. */
  | { status: "unavailable"; reason: string };

export interface LegacyCall {
  /** The name of the system in reasons: `The factory`. */
  name: string;
  url: string;
  apiKey: string;
  headers?: Record<string, string>;
  body: unknown;
  signal: AbortSignal;
}

export type LegacyQuestion = Pick<LegacyCall, "name" | "url" | "apiKey" | "signal">;

const explanation = z.object({ detail: z.string() });
// Enough for an environment that has to start first; a consumer has 8.5 seconds for a message.
const timeoutMs = 8_000;
const maxReasonLength = 500;

/** Posts to another company's system, which must recognise repeated calls: its answer can get lost. */
export function postToLegacy({ headers, body, ...question }: LegacyCall): Promise<LegacyAnswer> {
  const withBody = { "content-type": "application/json", ...headers };
  return call(question, { method: "POST", headers: withBody, body: JSON.stringify(body) });
}

/** Replaces something in another company's system. */
export function putToLegacy({ headers, body, ...question }: LegacyCall): Promise<LegacyAnswer> {
  const withBody = { "content-type": "application/json", ...headers };
  return call(question, { method: "PUT", headers: withBody, body: JSON.stringify(body) });
}

/** Queries another company's system; `refused` also means that it has no such thing. */
export function askLegacy(question: LegacyQuestion): Promise<LegacyAnswer> {
  return call(question, { method: "GET" });
}

async function call(
  { name, url, apiKey, signal }: LegacyQuestion,
  { headers, ...request }: { method: string; headers?: Record<string, string>; body?: string },
): Promise<LegacyAnswer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      ...request,
      headers: {
        "x-api-key": apiKey,
        "x-correlation-id": correlationId(),
        ...headers,
      },
      // The API key must not be sent to any other address.
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    text = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    return { status: "unavailable", reason: `${name} did not answer: ${causeOf(error)}` };
  }
  const parsed = json(text);
  if (response.ok) return { status: "answered", body: parsed };
  const detail = beginningOf(explanation.safeParse(parsed).data?.detail ?? text, maxReasonLength);
  const reason = `${name} answered ${response.status}: ${detail}`;
  return { status: isPassing(response.status) ? "unavailable" : "refused", reason };
}

/** A wrong API key (401, 403) counts as temporary: once we have fixed it, the same request succeeds. */
function isPassing(status: number): boolean {
  return status >= 500 || [401, 403, 408, 425, 429].includes(status);
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
