import fc from "fast-check";
import { expect, test } from "vitest";
import type { Alarm } from "../../graph/types.ts";
import { MetricStore } from "../metric-store.ts";
import { evaluate } from "./evaluate.ts";

const metric = "ApproximateNumberOfMessagesVisible";
const alarm: Alarm = {
  name: "Alarm",
  queueName: "Dlq",
  metric,
  statistic: "Maximum",
  comparison: "GreaterThanThreshold",
  threshold: 0,
  periodSeconds: 60,
  evaluationPeriods: 1,
  treatMissingData: "notBreaching",
  actionArns: [],
  okActionArns: [],
};
const start = Date.UTC(2026, 10, 20, 10);

/** A queue with the given numbers of visible messages at the given seconds from the start. */
function storeOf(visible: [second: number, count: number][]): MetricStore {
  const store = new MetricStore([{ queue: "Dlq", metric }]);
  for (const [second, count] of visible) {
    store.add("Dlq", { visible: count, inFlight: 0, delayed: 0 }, start + second * 1000);
  }
  return store;
}

const stateAt = (second: number, visible: [number, number][], more: Partial<Alarm> = {}) =>
  evaluate({ ...alarm, ...more }, "Dlq", storeOf(visible), start + second * 1000, "OK").state;

test("it rings at the first message, and clears a whole period after the last", () => {
  const seen: [number, number][] = [
    [0, 0],
    [1, 1],
    [2, 0],
    [30, 0],
    [61, 0],
    [62, 0],
  ];
  expect(stateAt(0, seen.slice(0, 1))).toBe("OK");
  expect(stateAt(1, seen.slice(0, 2))).toBe("ALARM");
  expect(stateAt(30, seen.slice(0, 4))).toBe("ALARM");
  expect(stateAt(60, seen)).toBe("ALARM");
  expect(stateAt(62, seen)).toBe("OK");
});

test("some of several periods can be enough", () => {
  const seen: [number, number][] = [
    [5, 3],
    [70, 0],
    [130, 4],
  ];
  const three = { evaluationPeriods: 3, periodSeconds: 60 };
  expect(stateAt(150, seen, three)).toBe("OK");
  expect(stateAt(150, seen, { ...three, datapointsToAlarm: 2 })).toBe("ALARM");
  expect(stateAt(150, seen, { ...three, datapointsToAlarm: 2, threshold: 3 })).toBe("OK");
});

test.each([
  ["notBreaching", "OK"],
  ["breaching", "ALARM"],
  ["ignore", "OK"],
  ["missing", "INSUFFICIENT_DATA"],
] as const)("without data, %s makes it %s", (treatMissingData, expected) => {
  expect(stateAt(500, [[1, 5]], { treatMissingData })).toBe(expected);
});

test("the reason has CloudWatch's wording", () => {
  const { reason } = evaluate(alarm, "Dlq", storeOf([[1, 2]]), start + 1000, "OK");
  expect(reason).toBe("Threshold Crossed: 1 datapoint [2.0] was greater than the threshold (0.0).");
});

test("a window's statistic is that of its samples, whatever they are", () => {
  const samples = fc.uniqueArray(fc.tuple(fc.nat(300), fc.nat(50)), { selector: ([second]) => second, minLength: 1 });
  fc.assert(
    fc.property(samples, fc.integer({ min: 1, max: 300 }), (given, length) => {
      const sorted = given.toSorted(([a], [b]) => a - b);
      const store = storeOf(sorted);
      const to = start + 300_000;
      const inside = sorted.filter(([second]) => second > 300 - length).map(([, count]) => count);
      const read = (statistic: Alarm["statistic"]) =>
        store.readWindow("Dlq", metric, statistic, to - length * 1000, to);
      if (inside.length === 0) {
        expect(read("Sum")).toBeUndefined();
        return;
      }
      const sum = inside.reduce((all, one) => all + one, 0);
      expect(read("Sum")).toBe(sum);
      expect(read("Maximum")).toBe(Math.max(...inside));
      expect(read("Minimum")).toBe(Math.min(...inside));
      expect(read("SampleCount")).toBe(inside.length);
      expect(read("Average")).toBeCloseTo(sum / inside.length);
    }),
  );
});
