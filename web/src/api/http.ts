import { noteServerTime } from "./clock.ts";
import type { Problem } from "./types.ts";
import { adminUrl, salesUrl } from "./urls.ts";

/** The server answered with an error. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly problem: Problem;
  /** The id to quote when asking for help. */
  readonly requestId: string | undefined;

  constructor(problem: Problem, requestId?: string) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.requestId = requestId;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** No answer: the network or the server is down, or it took too long. The call may have had its effect. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

export interface Call {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON; a string is JSON already and is sent unchanged. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** Milliseconds until the call times out; default 10 s. */
  timeout?: number;
}

/**
 * Calls a JSON API, with the user's token where the API wants one.
 * @throws {ApiError} on any status outside 2xx; 401 also when nobody is signed in
 * @throws {UnreachableError} when no answer came
 */
export async function call<T>(url: string, options: Call = {}) {
  if (!personalUrls.some((it) => url.startsWith(it))) return answerOf<T>(await send(url, options));
  const { credentials } = await import("../auth/credentials.ts");
  const response = await send(url, options, await credentials());
  // The server's clock and this machine's may differ.
  if (response.status !== 401) return answerOf<T>(response);
  return answerOf<T>(await send(url, options, await credentials({ renewed: true })));
}

const personalUrls = [`${adminUrl}/`, `${salesUrl}/me`];

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw new ApiError(await problem(response), response.headers.get("x-request-id") ?? undefined);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function send(url: string, call: Call, credentials?: { authorization: string }): Promise<Response> {
  const { method = "GET", body, headers, signal, timeout = 10_000 } = call;
  const limit = AbortSignal.timeout(timeout);
  const json = typeof body === "string" ? body : JSON.stringify(body);
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...(json && { "content-type": "application/json" }),
        ...credentials,
        ...headers,
      },
      body: json,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    noteServerTime(response);
    return response;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new UnreachableError("No answer from the server", { cause });
  }
}

/** The problem in an answer, even if it comes from a proxy and not from our API. */
async function problem(response: Response): Promise<Problem> {
  const fallback = { type: "about:blank", title: response.statusText || "Error", status: response.status };
  const said: unknown = await response.json().catch(() => undefined);
  if (typeof said !== "object" || said === null) return fallback;
  return { ...fallback, ...said };
}
