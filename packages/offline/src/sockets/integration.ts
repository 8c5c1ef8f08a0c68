import type { Functions, InvocationResult } from "../lambda/functions.ts";

/** What API Gateway takes from a function's answer: its status, or that there is none. */
export type Integration =
  | { status: "answered"; statusCode: number; headers: Record<string, string> }
  | { status: "failed" }
  | { status: "timed out" };

export type Invoke = (functionArn: string, event: unknown, requestId: string) => Promise<InvocationResult | undefined>;

/** @returns a function that invokes and stops waiting after `timeoutMs`; the invoked function continues. */
export function invoker(functions: Pick<Functions, "invoke">, timeoutMs: number): Invoke {
  return async (functionArn, event, requestId) => {
    const timeout = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => timeout.resolve(undefined), timeoutMs);
    const name = functionArn.split(":").at(-1) ?? "";
    try {
      return await Promise.race([functions.invoke(name, event, { requestId }), timeout.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Payload format 1.0: an answer without a `statusCode` counts as a failure. */
export function integrationOf(result: InvocationResult | undefined): Integration {
  if (result === undefined) return { status: "timed out" };
  if (result.status !== "succeeded") return { status: "failed" };
  const returned: unknown = JSON.parse(result.payload);
  if (typeof returned !== "object" || returned === null) return { status: "failed" };
  const { statusCode, headers } = returned as { statusCode?: unknown; headers?: unknown };
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) return { status: "failed" };
  return { status: "answered", statusCode: status, headers: lowerCased(headers) };
}

function lowerCased(headers: unknown): Record<string, string> {
  if (typeof headers !== "object" || headers === null) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
