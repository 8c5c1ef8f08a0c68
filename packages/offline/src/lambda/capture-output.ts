import type { Told } from "./messages.ts";

/**
 * Turns this thread's stdout and stderr into log messages, one per line, sent over the same port as the results: so a
 * line never arrives after the result of the invocation that wrote it.
 */
export function captureOutput(tell: (message: Told) => void): { requestId: string | undefined; flush(): void } {
  const rest = { stdout: "", stderr: "" };
  const output = { requestId: undefined as string | undefined, flush };

  for (const stream of ["stdout", "stderr"] as const) {
    process[stream].write = (
      chunk: string | Uint8Array,
      encoding?: BufferEncoding | ((error?: Error | null) => void),
      done?: (error?: Error | null) => void,
    ) => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
      const lines = (rest[stream] + text).split("\n");
      rest[stream] = lines.pop() ?? "";
      for (const line of lines) log(stream, line);
      (typeof encoding === "function" ? encoding : done)?.();
      return true;
    };
  }
  return output;

  function flush(): void {
    for (const stream of ["stdout", "stderr"] as const) {
      if (rest[stream] !== "") log(stream, rest[stream]);
      rest[stream] = "";
    }
  }

  function log(stream: "stdout" | "stderr", line: string): void {
    tell({ type: "log", stream, line, ...(output.requestId && { requestId: output.requestId }) });
  }
}
