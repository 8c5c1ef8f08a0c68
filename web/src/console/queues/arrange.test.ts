import { expect, test } from "vitest";
import { arrange, type Column, pressed, type QueueEntry } from "./arrange.ts";

const entry = (name: string, more: Partial<QueueEntry> & { visible?: number; age?: number } = {}): QueueEntry => {
  const { visible = 0, age, ...rest } = more;
  return {
    queue: { name, url: "", arn: "", fifo: false, visibilityTimeoutSeconds: 60, role: "work", subject: "stock" },
    count: { name, visible, inFlight: 0, delayed: 0, ...(age !== undefined && { oldestAgeSeconds: age }) },
    totals: undefined,
    dead: 0,
    isSick: false,
    source: undefined,
    ...rest,
  };
};

const entries = [
  entry("Restock", { visible: 2, age: 30 }),
  entry("Order", { visible: 10, age: 5, totals: { name: "Order", sent: 9, processed: 9, failed: 1 } }),
  entry("Vip", { isSick: true, dead: 3 }),
];
const names = (wanted: Parameters<typeof arrange>[1]) => arrange(entries, wanted).map(({ queue }) => queue.name);
const by = (column: Column, descending = true) => names({ sorting: { column, descending } });

test("sick queues come first, the others stay in order", () => {
  expect(names({})).toEqual(["Vip", "Restock", "Order"]);
});

test("each column sorts both ways; what has no value is last", () => {
  expect(by("name", false)).toEqual(["Order", "Restock", "Vip"]);
  expect(by("name")).toEqual(["Vip", "Restock", "Order"]);
  expect(by("visible")).toEqual(["Order", "Restock", "Vip"]);
  expect(by("oldest")).toEqual(["Restock", "Order", "Vip"]);
  expect(by("oldest", false)).toEqual(["Order", "Restock", "Vip"]);
  expect(by("dead")).toEqual(["Vip", "Restock", "Order"]);
  expect(by("processed")[0]).toBe("Order");
});

test("every word must be in the name, the subject, the topic, an event or the consumer", () => {
  expect(names({ q: "ord" })).toEqual(["Order"]);
  expect(names({ q: "stock vip" })).toEqual(["Vip"]);
  expect(names({ q: "none" })).toEqual([]);
  expect(names({ onlySick: true })).toEqual(["Vip"]);
});

test("a column's head sorts, then the other way round, then not at all", () => {
  const first = pressed("visible", undefined);
  const second = pressed("visible", first);
  expect(first).toEqual({ column: "visible", descending: true });
  expect(second).toEqual({ column: "visible", descending: false });
  expect(pressed("visible", second)).toBeUndefined();
  expect(pressed("name", first)).toEqual({ column: "name", descending: false });
});
