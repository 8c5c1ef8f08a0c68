import { randomUUID } from "node:crypto";
import type { LogEntry } from "./environment.ts";
import type { InvocationResult } from "./pool.ts";

export interface AsyncInvokerOptions {
  invoke(name: string, event: unknown, options: { requestId: string }): Promise<InvocationResult>;
  log(entry: LogEntry): void;
  /** Pauses before the second try, the third try, and so on. */
  delaysMs: number[];
}

/** "Retries … from 1 second after the first attempt to a maximum of 5 minutes", for up to six hours. */
const throttled = { firstDelayMs: 1_000, longestDelayMs: 5 * 60_000, longestMs: 6 * 3_600_000 };

/**
 * Asynchronous invocation: the caller does not wait; a failed event is retried with the same request id. A throttled
 * one waits without using up its tries:
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
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

  async function attempt(
    name: string,
    event: unknown,
    requestId: string,
    delays: number[],
    waited = { nextMs: throttled.firstDelayMs, inAllMs: 0 },
  ): Promise<void> {
    const result = await invoke(name, event, { requestId });
    if (result.status === "succeeded" || stopped) return;
    if (result.status === "throttled" && waited.inAllMs < throttled.longestMs) {
      const nextMs = Math.min(waited.nextMs * 2, throttled.longestDelayMs);
      const inAllMs = waited.inAllMs + waited.nextMs;
      later(waited.nextMs, () => attempt(name, event, requestId, delays, { nextMs, inAllMs }));
      return;
    }
    const [delay, ...further] = delays;
    if (delay === undefined) {
      const line = `asynchronous invocation given up after ${delaysMs.length + 1} tries`;
      log({ function: name, requestId, stream: "stderr", line });
      return;
    }
    later(delay, () => attempt(name, event, requestId, further));
  }

  function later(milliseconds: number, next: () => Promise<void>): void {
    const pause = setTimeout(() => {
      pauses.delete(pause);
      void next();
    }, milliseconds);
    pauses.add(pause);
  }
}
