import type { MetricHistory } from "@donut/contracts/metrics";
import { expect, test } from "vitest";
import { highestOf, latestOf, lonelyOf, timesOf, valuesOf } from "./series.ts";

const gaps = [null, null, null, null];

function history(periodSeconds: number, to: string, measures: Partial<MetricHistory["measures"]>): MetricHistory {
  const none = {
    sent: gaps,
    processed: gaps,
    failed: gaps,
    waiting: gaps,
    oldestAgeSeconds: gaps,
    durationMs: gaps,
    longestMs: gaps,
    deadLetters: gaps,
  };
  return { from: "2026-11-20T10:00:00.000Z", to, periodSeconds, measures: { ...none, ...measures } };
}

const start = Date.parse("2026-11-20T10:00:00Z") / 1000;

test("sums become rates per minute, scaled in the unfinished period; gaps stay gaps", () => {
  const minutes = history(60, "2026-11-20T10:03:30Z", { sent: [6, null, 0, 3] });
  expect(valuesOf(minutes, "sent")).toEqual([6, null, 0, null]);
  const quarters = history(900, "2026-11-20T10:47:00Z", { processed: [15, null, 0, 4] });
  expect(valuesOf(quarters, "processed")).toEqual([1, null, 0, 2]);
  expect(timesOf(quarters)).toEqual([start, start + 900, start + 1800, start + 2700]);
});

test("failures stay counts, as do numbers that are not sums", () => {
  const quarters = history(900, "2026-11-20T10:47:00Z", { failed: [15, null, 0, 4], waiting: [1, 2, 3, 4] });
  expect(valuesOf(quarters, "failed")).toEqual([15, null, 0, 4]);
  expect(valuesOf(quarters, "waiting")).toEqual([1, 2, 3, 4]);
});

test("the latest and the highest value, if there is one", () => {
  const times = [10, 20, 30, 40];
  expect(latestOf(times, [5, 7, 7, null])).toEqual({ at: 30, value: 7 });
  expect(highestOf(times, [5, 7, 7, null])).toEqual({ at: 30, value: 7 });
  expect(highestOf(times, [0, null, null, null])).toEqual({ at: 10, value: 0 });
  expect([latestOf(times, gaps), highestOf(times, gaps), latestOf([], [])]).toEqual([undefined, undefined, undefined]);
});

test("a value between two gaps is drawn as a point", () => {
  expect(lonelyOf([1, null, 2, 3, null, 0])).toEqual([0, 5]);
  expect(lonelyOf([null, null])).toEqual([]);
});
