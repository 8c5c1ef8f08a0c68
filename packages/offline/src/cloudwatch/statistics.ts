import type { Alarm } from "../graph/types.ts";

/** All values of a metric over a period, as CloudWatch aggregates them: sum, lowest, highest and number of samples. */
export type Statistics = [sum: number, lowest: number, highest: number, samples: number];

export type Statistic = Alarm["statistic"];

export function single(value: number): Statistics {
  return [value, value, value, 1];
}

export function joined(one: Statistics | undefined, [sum, lowest, highest, samples]: Statistics): Statistics {
  if (one === undefined) return [sum, lowest, highest, samples];
  return [one[0] + sum, Math.min(one[1], lowest), Math.max(one[2], highest), one[3] + samples];
}

export function statisticOf([sum, lowest, highest, samples]: Statistics, statistic: Statistic): number {
  const values = { Sum: sum, Minimum: lowest, Maximum: highest, Average: sum / samples, SampleCount: samples };
  return values[statistic];
}
