import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, expect, test } from "vitest";
import { durationOf, type Metric, queueMetric } from "./metric.ts";
import { openMetricFile } from "./metric-file.ts";
import { MetricStore } from "./metric-store.ts";

const minute = 60_000;
const start = Date.UTC(2026, 10, 20, 10);
const visible = queueMetric("Work", "ApproximateNumberOfMessagesVisible");
let file = "";

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), "metrics-")), "metrics.sqlite");
});

const sample = (count: number) => ({ visible: count, inFlight: 0, delayed: 0 });

/** The store's values in a day before `to`, by their distance from the start in minutes. */
function read(store: MetricStore, metric: Metric, to: number, periodMs = minute, statistic = "Maximum" as const) {
  const points = store.read(metric, { statistic, periodMs, from: to - 24 * 60 * minute, to });
  return points.map(({ at, value }) => [(at - start) / minute, value]);
}

test("a day is kept over restarts, also in the middle of a minute, and what was not measured stays a gap", () => {
  const first = new MetricStore([]);
  const kept = openMetricFile(file, first, start);
  first.add("Work", sample(3), start);
  first.addInvocation("Worker", 12.5, start);
  first.add("Work", sample(0), start + minute);
  kept.save(start + minute);
  first.add("Work", sample(2), start + 5 * minute);
  kept.save(start + 5 * minute + 1_000);
  kept.close();

  const second = new MetricStore([]);
  const again = openMetricFile(file, second, start + 5 * minute + 30_000);
  second.add("Work", sample(7), start + 5 * minute + 31_000);
  again.save(start + 5 * minute + 32_000);
  again.close();

  const third = new MetricStore([]);
  openMetricFile(file, third, start + 10 * minute).close();
  expect(read(third, visible, start + 10 * minute)).toEqual([
    [0, 3],
    [1, 0],
    [5, 7],
  ]);
  expect(read(third, durationOf("Worker"), start + 10 * minute)).toEqual([[0, 12.5]]);
  const samples = third.read(visible, {
    statistic: "SampleCount",
    periodMs: 15 * minute,
    from: start,
    to: start + 10 * minute,
  });
  expect(samples).toEqual([{ at: start, value: 4 }]);
});

test("longer periods join their minutes, and minutes older than a day are dropped", () => {
  const store = new MetricStore([]);
  const kept = openMetricFile(file, store, start);
  for (let at = 0; at < 30 * 60; at += 7) store.add("Work", sample(at), start + at * minute);
  const end = start + 30 * 60 * minute;
  kept.save(end);
  const hours = read(store, visible, end, 60 * minute);
  expect(hours).toHaveLength(24);
  expect(hours.at(0)).toEqual([6 * 60, 413]);
  expect(hours.at(-1)).toEqual([29 * 60, 1799]);
  const later = end + 23 * 60 * minute;
  kept.save(later);
  kept.close();
  const again = new MetricStore([]);
  openMetricFile(file, again, later).close();
  expect(Math.min(...read(again, visible, later).map(([at = 0]) => at))).toBeGreaterThanOrEqual(29 * 60);
});

test("a day of the whole system is a few megabytes", () => {
  const store = new MetricStore([]);
  const kept = openMetricFile(file, store, start);
  const queues = Array.from({ length: 50 }, (_, index) => `Queue${index}`);
  for (let at = 0; at < 24 * 60; at++) {
    for (const queue of queues) store.add(queue, { ...sample(0), sent: at, deleted: 0 }, start + at * minute);
  }
  kept.save(start + 24 * 60 * minute);
  kept.close();
  const database = new DatabaseSync(file);
  const { bytes } = database.prepare("SELECT sum(length(measured)) AS bytes FROM minute").get() as { bytes: number };
  database.close();
  expect(bytes).toBeLessThan(5_000_000);
});

test("a damaged file is named, wherever the damage is", () => {
  openMetricFile(file, new MetricStore([]), start).close();
  const database = new DatabaseSync(file);
  database.exec(`INSERT INTO minute (at, measured) VALUES (${start / minute}, '[[1,')`);
  database.close();
  expect(() => openMetricFile(file, new MetricStore([]), start)).toThrow(`${file} is damaged (`);
  writeFileSync(file, "x".repeat(5_000));
  expect(() => openMetricFile(file, new MetricStore([]), start)).toThrow(/It holds .+\. Put a copy of it back/);
});
