import { format } from "node:util";

/**
 * The console of a function whose log format is JSON: each call writes one line of JSON. At the default level, INFO,
 * debug and trace write nothing. Direct writes to stdout stay unchanged, as on AWS.
 */
export function writeConsoleAsJson(requestId: () => string | undefined): void {
  const levels = { log: "INFO", info: "INFO", warn: "WARN", error: "ERROR" } as const;
  for (const [method, level] of Object.entries(levels) as ["log", "INFO"][]) {
    console[method] = (...values: unknown[]) => {
      const stream = method === ("error" as string) || method === ("warn" as string) ? "stderr" : "stdout";
      process[stream].write(`${lineOf(level, requestId(), values)}\n`);
    };
  }
  console.debug = () => {};
  console.trace = () => {};
}

/** https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/LogPatch.js */
function lineOf(level: string, requestId: string | undefined, values: unknown[]): string {
  const head = { timestamp: new Date().toISOString(), level, requestId };
  if (values.length === 1) return asJson(head, values[0]);
  const error = values.find((value) => value instanceof Error);
  return JSON.stringify({ ...head, message: format(...values), ...(error && described(error)) });
}

/** An object with cycles or BigInts is written as text. */
function asJson(head: object, message: unknown): string {
  try {
    return JSON.stringify({ ...head, message }, (_, value) =>
      value instanceof Error ? { ...described(value), ...value } : value,
    );
  } catch {
    return JSON.stringify({ ...head, message: format(message) });
  }
}

function described(error: Error) {
  return { errorType: error.constructor.name, errorMessage: error.message, stackTrace: error.stack?.split("\n") ?? [] };
}
