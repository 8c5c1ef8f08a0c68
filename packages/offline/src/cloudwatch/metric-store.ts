import { readFile, rename, writeFile } from "node:fs/promises";
import * as z from "zod";
import type { Alarm } from "../graph/types.ts";
import type { QueueSample } from "./queue-metrics.ts";

/** All values of a metric over a period, as CloudWatch aggregates them. */
const statistics = z.tuple([z.number(), z.number(), z.number(), z.number()]);
/** Sum, minimum, maximum and number of samples. */
type Statistics = z.infer<typeof statistics>;

export type Statistic = Alarm["statistic"];

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
const keptMinutes = 6 * 60;
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

const file = z.record(z.string(), z.array(z.tuple([z.number(), statistics])));

/** The metrics of queues, minute by minute for six hours, and each single sample of those that alarms watch. */
export class MetricStore {
  readonly #minutes = new Map<string, Map<number, Statistics>>();
  readonly #samples = new Map<string, Sample[]>();
  readonly #counted = new Map<string, number>();
  readonly #watched: Set<string>;

  /** @param watched queue and metric of each alarm */
  constructor(watched: { queue: string; metric: string }[]) {
    this.#watched = new Set(watched.map(({ queue, metric }) => keyOf(queue, metric)));
  }

  add(queue: string, sample: QueueSample, now: number): void {
    for (const [name, metric] of entriesOf(gauges)) this.#put(keyOf(queue, metric), sample[name] ?? 0, now);
    for (const [name, metric] of entriesOf(counters)) {
      const total = sample[name];
      if (total !== undefined) this.#put(keyOf(queue, metric), this.#increase(keyOf(queue, metric), total), now);
    }
  }

  /** Grouped by whole minutes; minutes without a sample are left out. */
  read(
    queue: string,
    metric: string,
    { statistic, periodMs, from, to }: { statistic: Statistic; periodMs: number; from: number; to: number },
  ): Datapoint[] {
    const periods = new Map<number, Statistics>();
    for (const [minute, values] of this.#minutes.get(keyOf(queue, metric)) ?? []) {
      if (minute < from || minute >= to) continue;
      const at = Math.floor(minute / periodMs) * periodMs;
      periods.set(at, joined(periods.get(at), values));
    }
    return [...periods].map(([at, values]) => ({ at, value: valueOfStatistic(values, statistic) }));
  }

  /** @returns the statistic of the samples after `from` up to `to`; undefined if there are none. */
  readWindow(queue: string, metric: string, statistic: Statistic, from: number, to: number): number | undefined {
    const inside = (this.#samples.get(keyOf(queue, metric)) ?? []).filter(({ at }) => at > from && at <= to);
    const values = inside.reduce<Statistics | undefined>((all, { value }) => joined(all, single(value)), undefined);
    return values && valueOfStatistic(values, statistic);
  }

  async load(path: string): Promise<void> {
    const text = await readFile(path, "utf8").catch(() => "{}");
    for (const [key, minutes] of Object.entries(parse(text))) this.#minutes.set(key, new Map(minutes));
  }

  async save(path: string): Promise<void> {
    const all = [...this.#minutes].map(([key, minutes]) => [key, [...minutes]]);
    await writeFile(`${path}.new`, JSON.stringify(Object.fromEntries(all)));
    await rename(`${path}.new`, path);
  }

  /** A counter's first total says nothing about the time before it. */
  #increase(key: string, total: number): number {
    const before = this.#counted.get(key);
    this.#counted.set(key, total);
    if (before === undefined) return 0;
    return total >= before ? total - before : total;
  }

  #put(key: string, value: number, now: number): void {
    const minutes = this.#minutes.get(key) ?? new Map<number, Statistics>();
    this.#minutes.set(key, minutes);
    const minute = Math.floor(now / minuteMs) * minuteMs;
    minutes.set(minute, joined(minutes.get(minute), single(value)));
    for (const old of minutes.keys()) {
      if (old > now - keptMinutes * minuteMs) break;
      minutes.delete(old);
    }
    if (!this.#watched.has(key)) return;
    const samples = this.#samples.get(key) ?? [];
    this.#samples.set(key, samples);
    samples.push({ at: now, value });
    while ((samples[0]?.at ?? now) <= now - keptSamplesMs) samples.shift();
  }
}

function keyOf(queue: string, metric: string): string {
  return `${queue}/${metric}`;
}

function entriesOf<T extends object>(record: T): [keyof T, T[keyof T]][] {
  return Object.entries(record) as [keyof T, T[keyof T]][];
}

function single(value: number): Statistics {
  return [value, value, value, 1];
}

function joined(one: Statistics | undefined, [sum, lowest, highest, count]: Statistics): Statistics {
  if (one === undefined) return [sum, lowest, highest, count];
  return [one[0] + sum, Math.min(one[1], lowest), Math.max(one[2], highest), one[3] + count];
}

function valueOfStatistic([sum, lowest, highest, count]: Statistics, statistic: Statistic): number {
  const values = { Sum: sum, Minimum: lowest, Maximum: highest, Average: sum / count, SampleCount: count };
  return values[statistic];
}

function parse(text: string): z.infer<typeof file> {
  try {
    return file.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}
