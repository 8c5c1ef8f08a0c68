import type { DeployedQueue } from "@donut/contracts/topology";
import { expect, test } from "vitest";
import type { QueueCounts } from "../api/types.ts";
import { ailmentOf, isSick } from "./health.ts";
import { queueOf } from "./testing.ts";

const countOf = (more: Partial<QueueCounts> = {}): QueueCounts => ({
  name: "Work",
  visible: 0,
  inFlight: 0,
  delayed: 0,
  consumer: { function: "Worker", enabled: true },
  ...more,
});
const ailment = (count: Partial<QueueCounts>, queue: Partial<DeployedQueue> = {}) =>
  ailmentOf(queueOf(queue), countOf(count));

test("a work queue is late when a message has waited for longer than two tries take, and two minutes", () => {
  expect(ailment({ visible: 3, oldestAgeSeconds: 120 })).toBeUndefined();
  expect(ailment({ visible: 3, oldestAgeSeconds: 121 })).toBe("late");
  expect(ailment({ inFlight: 1, oldestAgeSeconds: 121 })).toBe("late");
  expect(ailment({ visible: 3, oldestAgeSeconds: 500 }, { visibilityTimeoutSeconds: 300 })).toBeUndefined();
  expect(ailment({ visible: 3, oldestAgeSeconds: 601 }, { visibilityTimeoutSeconds: 300 })).toBe("late");
});

test("messages that wait on purpose are not late, and an empty queue is well", () => {
  expect(ailment({ delayed: 5, oldestAgeSeconds: 900 })).toBeUndefined();
  expect(ailment({ oldestAgeSeconds: 900 })).toBeUndefined();
  expect(ailmentOf(queueOf(), undefined)).toBeUndefined();
});

test("a paused consumer explains why its messages wait", () => {
  const consumer = { function: "Worker", enabled: false };
  expect(ailment({ consumer })).toBe("paused");
  expect(ailment({ consumer, visible: 3, oldestAgeSeconds: 900 })).toBe("paused");
});

test("dead letters show on their queue, even while being viewed, and on the queue they came from", () => {
  expect(ailment({ visible: 1 }, { role: "dlq" })).toBe("dead-letters");
  expect(ailment({ inFlight: 1 }, { role: "undelivered" })).toBe("dead-letters");
  expect(ailment({}, { role: "dlq" })).toBeUndefined();
  const sick = (visible: number) =>
    isSick(queueOf(), new Map([["Work", countOf({ dlq: { name: "WorkDlq", visible } })]]));
  expect([sick(0), sick(2)]).toEqual([false, true]);
});
