import { setTimeout } from "node:timers/promises";

/** Repeats `beat` until it is stopped. A beat that fails is made up for by the next. */
export function keepAlive(beat: () => Promise<unknown>, everyMs: number): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const beating = (async () => {
    while (!stopping.signal.aborted) {
      await setTimeout(everyMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (!stopping.signal.aborted) await beat().catch(() => {});
    }
  })();
  return {
    stop() {
      stopping.abort();
      return beating;
    },
  };
}
