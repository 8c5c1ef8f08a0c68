import { setTimeout } from "node:timers/promises";

/** Repeats `beat` until stopped. A failed beat is ignored: the next one makes up for it. */
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
