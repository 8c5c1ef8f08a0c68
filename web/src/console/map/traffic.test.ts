import type { MetricHistory } from "@donut/contracts/metrics";
import type { DeployedQueue } from "@donut/contracts/topology";
import { expect, test } from "vitest";
import type { QueueCounts } from "../api/types.ts";
import { quickTrips, tripsBetween } from "./traffic.ts";

const queues = [{ name: "Q", dlq: "QDlq" }, { name: "R" }] as DeployedQueue[];
const counts = (...all: [name: string, visible: number, inFlight?: number][]) =>
  new Map(
    all.map(([name, visible, inFlight = 0]): [string, QueueCounts] => [name, { name, visible, inFlight, delayed: 0 }]),
  );

test("arrivals and departures follow from the totals; a message that was only received has not moved on", () => {
  expect(tripsBetween(counts(["Q", 0]), counts(["Q", 3]), queues)).toEqual([{ queue: "Q", way: "in", count: 3 }]);
  expect(tripsBetween(counts(["Q", 3]), counts(["Q", 1, 2]), queues)).toEqual([]);
  expect(tripsBetween(counts(["Q", 1, 2]), counts(["Q", 1]), queues)).toEqual([{ queue: "Q", way: "out", count: 2 }]);
});

test("a message that became a dead letter does not leave with the train", () => {
  const before = counts(["Q", 0, 2], ["QDlq", 4]);
  expect(tripsBetween(before, counts(["Q", 0], ["QDlq", 5]), queues)).toEqual([{ queue: "Q", way: "out", count: 1 }]);
  expect(tripsBetween(before, counts(["Q", 0, 1], ["QDlq", 5]), queues)).toEqual([]);
});

test("nothing moves where nothing is known, or nothing happens", () => {
  expect(tripsBetween(new Map(), counts(["Q", 3]), queues)).toEqual([]);
  expect(tripsBetween(counts(["Q", 3]), counts(["Q", 3]), queues)).toEqual([]);
});

const history = (processed: number, from = "2026-11-28T00:00:00.000Z") =>
  ({ from, queues: [{ name: "Q", sent: 0, failed: 0, processed }] }) as unknown as MetricHistory;

test("messages too quick to be counted are known from the metrics, and only once", () => {
  expect(quickTrips(history(5), history(9), new Map([["Q", 1]]))).toEqual([{ queue: "Q", way: "through", count: 3 }]);
  expect(quickTrips(history(5), history(9), new Map([["Q", 4]]))).toEqual([]);
  expect(quickTrips(history(5), history(5), new Map())).toEqual([]);
  expect(quickTrips(history(5), history(9, "2026-11-28T00:01:00.000Z"), new Map())).toEqual([]);
});
