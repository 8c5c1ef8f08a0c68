import type { MetricRange } from "@donut/contracts/metrics";

export const ranges = ["15m", "1h", "6h", "24h"] as const satisfies MetricRange[];

/** What a page shows unless its address says otherwise. */
export const usualRange: MetricRange = "1h";

export interface RangeSearch {
  range?: MetricRange;
}

/** The range in a page's address; the usual one is left out. */
export function rangeOf(search: Record<string, unknown>): RangeSearch {
  const range = ranges.find((it) => it === search.range);
  return range && range !== usualRange ? { range } : {};
}
