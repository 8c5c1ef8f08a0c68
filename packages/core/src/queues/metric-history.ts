import {
  type Measures,
  type MetricHistory,
  type MetricRange,
  metricRanges,
  type QueueTotals,
} from "@donut/contracts/metrics";
import type { DeployedQueue } from "@donut/contracts/topology";
import { recent } from "../recent.ts";
import { durationMetric, failedMetric, queueMetric } from "./queue-metrics.ts";
import { type MetricQuery, readMetrics } from "./read-metrics.ts";
import { readTopology } from "./topology.ts";

/** A measure's values by the start of their period. */
type Values = ReadonlyMap<number, number>;

interface QueueValues {
  queue: DeployedQueue;
  values: Record<Raw, Values>;
}

const raw = ["sent", "processed", "waiting", "oldestAgeSeconds", "failed", "spentMs", "runs", "longestMs"] as const;
type Raw = (typeof raw)[number];
type Queries = Partial<Record<Raw, MetricQuery>>;

// CloudWatch charges for each metric: everybody who watches shares an answer.
const freshForMs = 5_000;
const cached = new Map<string, () => Promise<MetricHistory>>();

/** @returns the numbers of a range, of all queues together or of one; undefined if that one is not deployed */
export async function readMetricHistory(range: MetricRange, name?: string): Promise<MetricHistory | undefined> {
  if (name !== undefined && !readTopology().queues.some((queue) => queue.name === name)) return undefined;
  const key = `${range} ${name ?? ""}`;
  const read = cached.get(key) ?? recent(freshForMs, () => readRange(range, name));
  cached.set(key, read);
  return read();
}

async function readRange(range: MetricRange, name: string | undefined): Promise<MetricHistory> {
  const { minutes, periodSeconds } = metricRanges[range];
  const periodMs = periodSeconds * 1000;
  const to = Date.now();
  const last = Math.floor(to / periodMs) * periodMs;
  const periods = (minutes * 60) / periodSeconds;
  const times = Array.from({ length: periods }, (_, index) => last - (periods - 1 - index) * periodMs);
  const from = times[0] ?? last;

  const { queues } = readTopology();
  const one = queues.find((queue) => queue.name === name);
  const shown = queues.filter((queue) => !one || queue === one || queue.name === one.dlq);
  const asked = shown.map((queue) => queriesOf(queue, queue === one));
  const read = await readQueueValues(shown, asked, { from, to, periodSeconds });
  const working = read.filter(({ queue }) => (one ? queue === one : queue.role === "work"));
  const dead = read.filter(({ queue }) => queue.role !== "work");
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    periodSeconds,
    measures: measuresOf(times, working, dead),
    ...(!one && { queues: working.map(totalsOf) }),
  };
}

async function readQueueValues(
  queues: DeployedQueue[],
  queries: Queries[],
  span: Parameters<typeof readMetrics>[1],
): Promise<QueueValues[]> {
  const asked = queries.flatMap((it) => Object.values(it));
  const found = await readMetrics(asked, span);
  const valuesOf = new Map(asked.map((query, index) => [query, found[index] ?? none]));
  return queues.map((queue, index) => {
    const ofQueue = queries[index] ?? {};
    const values = raw.map((name) => [name, ofQueue[name] ? valuesOf.get(ofQueue[name]) : none]);
    return { queue, values: Object.fromEntries(values) as QueueValues["values"] };
  });
}

const none: Values = new Map();

/** Of dead-letter queues the number of messages, and, if the queue is shown alone, their age. */
function queriesOf(queue: DeployedQueue, alone: boolean): Queries {
  const { consumer, role } = queue;
  const waiting = queueMetric(queue, "waiting");
  if (role !== "work" && !alone) return { waiting };
  const oldestAgeSeconds = queueMetric(queue, "oldestAgeSeconds");
  if (role !== "work") return { waiting, oldestAgeSeconds };
  return {
    waiting,
    oldestAgeSeconds,
    sent: queueMetric(queue, "sent"),
    processed: queueMetric(queue, "processed"),
    ...(consumer && {
      failed: failedMetric(consumer),
      spentMs: durationMetric(consumer, "Sum"),
      runs: durationMetric(consumer, "SampleCount"),
      longestMs: durationMetric(consumer, "Maximum"),
    }),
  };
}

function measuresOf(times: number[], working: QueueValues[], dead: QueueValues[]): Measures {
  const each = (pick: (at: number) => number | undefined) => times.map((at) => pick(at) ?? null);
  const known = (of: QueueValues[], name: Raw, at: number) =>
    of.map(({ values }) => values[name].get(at)).filter((value) => value !== undefined);
  const sum = (of: QueueValues[], name: Raw, at: number) => {
    const values = known(of, name, at);
    return values.length === 0 ? undefined : total(values);
  };
  const highest = (name: Raw, at: number) => {
    const values = known(working, name, at);
    return values.length === 0 ? undefined : Math.max(...values);
  };
  return {
    sent: each((at) => sum(working, "sent", at)),
    processed: each((at) => sum(working, "processed", at)),
    // Lambda reports failures only: where the queue's own numbers are known, none reported is none.
    failed: each((at) => sum(working, "failed", at) ?? (sum(working, "sent", at) === undefined ? undefined : 0)),
    waiting: each((at) => sum(working, "waiting", at)),
    oldestAgeSeconds: each((at) => highest("oldestAgeSeconds", at)),
    durationMs: each((at) => {
      const runs = sum(working, "runs", at);
      return runs ? (sum(working, "spentMs", at) ?? 0) / runs : undefined;
    }),
    longestMs: each((at) => highest("longestMs", at)),
    deadLetters: each((at) => sum(dead, "waiting", at)),
  };
}

function totalsOf({ queue, values }: QueueValues): QueueTotals {
  return {
    name: queue.name,
    sent: total([...values.sent.values()]),
    processed: total([...values.processed.values()]),
    failed: total([...values.failed.values()]),
  };
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
