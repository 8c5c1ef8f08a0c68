import { randomUUID } from "node:crypto";
import type { LogEntry } from "./environment.ts";
import type { InvocationResult } from "./pool.ts";

export interface AsyncInvokerOptions {
  invoke(name: string, event: unknown, options: { requestId: string }): Promise<InvocationResult>;
  log(entry: LogEntry): void;
  /** Pauses before the second, the third … try. */
  delaysMs: number[];
}

/** Asynchronous invocation: the caller does not wait; a failed event is tried again, with the same request id. */
export function createAsyncInvoker({ invoke, log, delaysMs }: AsyncInvokerOptions) {
  const pauses = new Set<NodeJS.Timeout>();
  let stopped = false;

  return {
    invokeAsync(name: string, event: unknown, { requestId = randomUUID() }: { requestId?: string } = {}): string {
      void attempt(name, structuredClone(event), requestId, delaysMs);
      return requestId;
    },
    stop() {
      stopped = true;
      for (const pause of pauses) clearTimeout(pause);
    },
  };

  async function attempt(name: string, event: unknown, requestId: string, delays: number[]): Promise<void> {
    const result = await invoke(name, event, { requestId });
    if (result.status === "succeeded" || stopped) return;
    const [delay, ...further] = delays;
    if (delay === undefined) {
      const line = `asynchronous invocation given up after ${delaysMs.length + 1} tries`;
      return log({ function: name, requestId, stream: "stderr", line });
    }
    const pause = setTimeout(() => {
      pauses.delete(pause);
      void attempt(name, event, requestId, further);
    }, delay);
    pauses.add(pause);
  }
}
