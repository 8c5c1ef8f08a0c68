import { durationOf, failedEventsOf, keyOf, type Metric, queueMetric } from "./metric.ts";
import type { QueueSample } from "./queue-metrics.ts";
import { Series } from "./series.ts";
import { joined, type Statistic, type Statistics, single, statisticOf } from "./statistics.ts";

export interface Datapoint {
  /** Start of the period, ms since the epoch. */
  at: number;
  value: number;
}

interface Sample {
  at: number;
  value: number;
}

const minuteMs = 60_000;
export const keptMinutes = 24 * 60;
// The longest time an alarm looks back second by second.
const keptSamplesMs = 15 * minuteMs;

const gauges = {
  visible: "ApproximateNumberOfMessagesVisible",
  inFlight: "ApproximateNumberOfMessagesNotVisible",
  delayed: "ApproximateNumberOfMessagesDelayed",
  oldestAgeSeconds: "ApproximateAgeOfOldestMessage",
} as const;
const counters = {
  sent: "NumberOfMessagesSent",
  received: "NumberOfMessagesReceived",
  deleted: "NumberOfMessagesDeleted",
} as const;

/**
 * The metrics of queues and functions, minute by minute for a day, and each single sample of those that alarms watch.
 */
export class MetricStore {
  readonly #series = new Map<string, Series>();
  readonly #samples = new Map<string, Sample[]>();
  readonly #counted = new Map<string, number>();
  readonly #watched: Set<string>;

  /** @param watched queue and metric of each alarm */
  constructor(watched: { queue: string; metric: string }[]) {
    this.#watched = new Set(watched.map(({ queue, metric }) => keyOf(queueMetric(queue, metric))));
  }

  add(queue: string, sample: QueueSample, now: number): void {
    for (const [name, metric] of entriesOf(gauges)) this.#put(queueKey(queue, metric), sample[name] ?? 0, now);
    for (const [name, metric] of entriesOf(counters)) {
      const total = sample[name];
      const key = queueKey(queue, metric);
      if (total !== undefined) this.#put(key, this.#increase(key, total), now);
    }
  }

  addInvocation(functionName: string, durationMs: number, now: number): void {
    this.#seriesOf(keyOf(durationOf(functionName))).add(minuteOf(now), single(durationMs));
  }

  addFailedEvents(mapping: string, events: number, now: number): void {
    this.#seriesOf(keyOf(failedEventsOf(mapping))).add(minuteOf(now), single(events));
  }

  /** Grouped by whole minutes, in order; periods without a sample are left out. */
  read(
    metric: Metric,
    { statistic, periodMs, from, to }: { statistic: Statistic; periodMs: number; from: number; to: number },
  ): Datapoint[] {
    const series = this.#series.get(keyOf(metric));
    if (series === undefined) return [];
    const last = Math.ceil(to / minuteMs) - 1;
    const first = Math.max(Math.ceil(from / minuteMs), last - keptMinutes);
    const periods = new Map<number, Statistics>();
    for (let minute = first; minute <= last; minute++) {
      const values = series.at(minute);
      const at = Math.floor((minute * minuteMs) / periodMs) * periodMs;
      if (values) periods.set(at, joined(periods.get(at), values));
    }
    return [...periods].map(([at, values]) => ({ at, value: statisticOf(values, statistic) }));
  }

  /** @returns the statistic of the samples after `from` up to `to`; undefined if there are none. */
  readWindow(queue: string, metric: string, statistic: Statistic, from: number, to: number): number | undefined {
    const inside = (this.#samples.get(queueKey(queue, metric)) ?? []).filter(({ at }) => at > from && at <= to);
    const values = inside.reduce<Statistics | undefined>((all, { value }) => joined(all, single(value)), undefined);
    return values && statisticOf(values, statistic);
  }

  /** Everything that was measured in a minute, by the metric's key. */
  minute(minute: number): [key: string, Statistics][] {
    return [...this.#series].flatMap(([key, series]) => {
      const values = series.at(minute);
      return values ? [[key, values] as [string, Statistics]] : [];
    });
  }

  restore(minute: number, measured: [key: string, Statistics][]): void {
    for (const [key, values] of measured) this.#seriesOf(key).add(minute, values);
  }

  /** A counter's first total says nothing about the time before it. */
  #increase(key: string, total: number): number {
    const before = this.#counted.get(key);
    this.#counted.set(key, total);
    if (before === undefined) return 0;
    return total >= before ? total - before : total;
  }

  #put(key: string, value: number, now: number): void {
    this.#seriesOf(key).add(minuteOf(now), single(value));
    if (!this.#watched.has(key)) return;
    const samples = this.#samples.get(key) ?? [];
    this.#samples.set(key, samples);
    samples.push({ at: now, value });
    while ((samples[0]?.at ?? now) <= now - keptSamplesMs) samples.shift();
  }

  #seriesOf(key: string): Series {
    const known = this.#series.get(key);
    if (known) return known;
    const series = new Series();
    this.#series.set(key, series);
    return series;
  }
}

/** Minutes since the epoch. */
export function minuteOf(at: number): number {
  return Math.floor(at / minuteMs);
}

function queueKey(queue: string, metric: string): string {
  return keyOf(queueMetric(queue, metric));
}

function entriesOf<T extends object>(record: T): [keyof T, T[keyof T]][] {
  return Object.entries(record) as [keyof T, T[keyof T]][];
}
