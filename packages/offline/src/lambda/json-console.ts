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

function lineOf(level: string, requestId: string | undefined, values: unknown[]): string {
  const head = { timestamp: new Date().toISOString(), level, requestId };
  const error = values.find((value) => value instanceof Error);
  const described = error && {
    errorType: error.name,
    errorMessage: error.message,
    stackTrace: error.stack?.split("\n").slice(1) ?? [],
  };
  const [only] = values;
  if (values.length === 1 && described) return JSON.stringify({ ...head, ...described });
  if (values.length === 1 && typeof only === "object" && only !== null) return asJson({ ...head, message: only }, only);
  return JSON.stringify({ ...head, message: format(...values), ...described });
}

/** An object with cycles or BigInts is written as text. */
function asJson(line: object, message: unknown): string {
  try {
    return JSON.stringify(line);
  } catch {
    return JSON.stringify({ ...line, message: format(message) });
  }
}
