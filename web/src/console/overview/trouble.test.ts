import type { Topology } from "@donut/contracts/topology";
import { expect, test } from "vitest";
import type { Alert, QueueCounts, StockItem } from "../api/types.ts";
import { queueOf } from "../topology/testing.ts";
import { beganAt, troubleOf } from "./trouble.ts";

const now = Date.UTC(2026, 10, 20, 12);
const topology: Topology = {
  topics: [],
  apis: [],
  queues: [
    queueOf({ name: "Paused" }),
    queueOf({ name: "Late" }),
    queueOf({ name: "Work", dlq: "WorkDlq" }),
    queueOf({ name: "WorkDlq", role: "dlq" }),
    queueOf({ name: "TopicUndelivered", role: "undelivered", topic: "Topic" }),
  ],
};

const counts = (given: Record<string, Partial<QueueCounts>>) =>
  new Map(
    topology.queues.map(({ name }) => [name, { name, visible: 0, inFlight: 0, delayed: 0, ...given[name] }] as const),
  );
const product = (productId: string, shortage?: StockItem["shortage"]): StockItem => ({
  productId,
  name: { en: productId, ko: productId },
  available: 0,
  reorderPoint: 5,
  state: "sold_out",
  ...(shortage && { shortage }),
});

test("nothing is wrong: nothing is listed", () => {
  const stock = [product("glazed", { id: "s-1", since: "2026-11-20T11:00:00Z" })];
  expect(troubleOf({ topology, counts: counts({}), alerts: [], stock, now })).toEqual([]);
  expect(beganAt([])).toBeUndefined();
});

test("everything that is wrong, the worst first, with its beginning and its queue", () => {
  const alert: Alert = {
    id: "a-1",
    alarm: "",
    queue: "WorkDlq",
    status: "open",
    reason: "",
    raisedAt: "2026-11-20T11:30:00Z",
    notes: [],
    acknowledged: { at: "2026-11-20T11:31:00Z", by: { id: "o-1", name: "Mina" } },
  };
  const trouble = troubleOf({
    topology,
    counts: counts({
      Paused: { visible: 2, oldestAgeSeconds: 40, consumer: { function: "Pausing", enabled: false } },
      Late: { visible: 7, oldestAgeSeconds: 600 },
      WorkDlq: { visible: 1, inFlight: 2, oldestAgeSeconds: 3600 },
      TopicUndelivered: { visible: 1 },
    }),
    alerts: [alert],
    stock: [product("glazed", { id: "s-1", since: "2026-11-20T09:00:00Z", asks: 2 }), product("plain")],
    now,
  });
  expect(trouble.map(({ kind }) => kind)).toEqual(["dead-letters", "dead-letters", "late", "shortage", "paused"]);
  expect(trouble[0]).toMatchObject({ of: "Work", count: 3, takenBy: "Mina", since: Date.parse(alert.raisedAt) });
  expect(trouble[1]).toMatchObject({ of: "Topic", count: 1 });
  expect(trouble[2]).toMatchObject({ waiting: 7, since: now - 600_000 });
  expect(trouble[3]).toMatchObject({ asks: 2 });
  expect(trouble[4]).toMatchObject({ waiting: 2, oldestAgeSeconds: 40 });
  expect(beganAt(trouble)).toBe(Date.UTC(2026, 10, 20, 9));
});
