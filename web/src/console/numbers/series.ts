import type { Measure, MetricHistory } from "@donut/contracts/metrics";

/** A line's values, one per period. Null: nothing was measured. */
export type Values = (number | null)[];

/** Sums whose charts show how many per minute, so that ranges with longer periods can be compared. */
const rates: ReadonlySet<Measure> = new Set(["sent", "processed"]);
const secondsPerMinute = 60;

/** The start of each period, in seconds since the epoch. */
export function timesOf({ from, measures, periodSeconds }: MetricHistory): number[] {
  const first = Date.parse(from) / 1000;
  return measures.sent.map((_, index) => first + index * periodSeconds);
}

export function valuesOf(history: MetricHistory, measure: Measure): Values {
  const values = history.measures[measure];
  if (!rates.has(measure)) return values;
  const to = Date.parse(history.to) / 1000;
  return timesOf(history).map((start, index) => {
    const value = values[index] ?? null;
    const elapsed = Math.min(history.periodSeconds, to - start);
    // Less than a minute says little about a rate.
    return value === null || elapsed < secondsPerMinute ? null : (value * secondsPerMinute) / elapsed;
  });
}

export interface Point {
  /** Start of the period, in seconds since the epoch. */
  at: number;
  value: number;
}

/** The latest value there is. */
export function latestOf(times: number[], values: Values): Point | undefined {
  const index = values.findLastIndex((value) => value !== null);
  return pointAt(times, values, index);
}

/** The highest value, the latest of several. */
export function highestOf(times: number[], values: Values): Point | undefined {
  const highest = Math.max(...values.filter((value) => value !== null));
  return pointAt(times, values, values.lastIndexOf(highest));
}

/** Places without neighbours, where a line would show nothing. */
export function lonelyOf(values: readonly (number | null | undefined)[]): number[] {
  return values.flatMap((value, index) => {
    const isLonely = value != null && values[index - 1] == null && values[index + 1] == null;
    return isLonely ? [index] : [];
  });
}

function pointAt(times: number[], values: Values, index: number): Point | undefined {
  const value = values[index] ?? null;
  const at = times[index];
  return value === null || at === undefined ? undefined : { at, value };
}
