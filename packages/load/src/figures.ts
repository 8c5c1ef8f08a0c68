/** @returns the value below which `share` (0 to 1) of the values lie */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: number[]) => percentile(values, 0.5);

/** Runs `work` `count` times, `atOnce` in parallel. @returns how long each run took, in ms, and the runs per second */
export async function measure(count: number, atOnce: number, work: (index: number) => Promise<void>) {
  const took: number[] = [];
  const started = performance.now();
  let next = 0;
  const caller = async () => {
    while (next < count) {
      const index = next++;
      const from = performance.now();
      await work(index);
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  return { perSecond: (count / (performance.now() - started)) * 1000, took };
}

/**
 * Starts `rate` calls a second, whether or not earlier ones have ended.
 * @returns how long after its scheduled time each call ended, in ms
 */
export async function atRate(rate: number, calls: number, call: (index: number) => Promise<void>): Promise<number[]> {
  const started = performance.now();
  const took = Array.from({ length: calls }, async (_, index) => {
    const due = started + (index * 1000) / rate;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    await call(index);
    return performance.now() - due;
  });
  return Promise.all(took);
}
