import { expect, test } from "vitest";
import type { LineState } from "./api.ts";
import { frozenFor } from "./frozen.ts";

const taken = "2026-01-01T00:00:00.000Z";
const at = Date.parse(taken);
const line = (more: Partial<LineState> = {}): LineState => ({
  issued: 20,
  served: 5,
  cleared: 0,
  hand: { first: 6, last: 15, at: taken },
  results: [],
  sold: 5,
  short: 0,
  again: 0,
  queue: { visible: 5, inFlight: 10 },
  visibilityTimeoutSeconds: 10,
  consumer: { enabled: true },
  ...more,
});

test("a batch that was just received is being worked on", () => {
  expect(frozenFor(line(), at + 1_000)).toBeUndefined();
});

test("a batch that stays in flight is frozen until the queue delivers it again", () => {
  expect(frozenFor(line(), at + 2_000)).toBe(8);
  expect(frozenFor(line(), at + 9_500)).toBe(1);
  expect(frozenFor(line(), at + 10_500)).toBeUndefined();
});

test("nothing is frozen when nothing is in flight", () => {
  expect(frozenFor(line({ queue: { visible: 0, inFlight: 0 } }), at + 5_000)).toBeUndefined();
  expect(frozenFor({ ...line(), hand: undefined } as unknown as LineState, at + 5_000)).toBeUndefined();
});
