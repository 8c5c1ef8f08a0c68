import { expect, test } from "vitest";
import type { GroupedRecord } from "./api.ts";
import { heldUp, lanesOf } from "./lanes.ts";

const at = "2026-01-01T00:00:00.000Z";
const message = (id: string, more: Partial<GroupedRecord> = {}): GroupedRecord => ({
  ...{ id, group: "A", workSeconds: 1, sentAt: at, sends: 1 },
  ...more,
});
const started = { startedAt: at };
const finished = { startedAt: at, finishedAt: at };

test("each group is a lane, in the order in which its messages were sent", () => {
  const [a, b, c] = lanesOf([message("3"), message("2", { group: "B" }), message("1")]);
  expect(a?.messages.map(({ id }) => id)).toEqual(["1", "3"]);
  expect(b?.messages.map(({ id }) => id)).toEqual(["2"]);
  expect(c).toMatchObject({ group: "C", messages: [], waiting: 0 });
});

test("a group is held up while a slow message is handled and others wait behind it", () => {
  const slow = message("1", { workSeconds: 10, ...started });
  const others = [message("4", { group: "B", ...finished }), message("3", { group: "B", ...started })];
  expect(heldUp(lanesOf([...others, message("2"), slow]))).toBe("A");
  expect(heldUp(lanesOf([...others, slow]))).toBeUndefined();
  expect(heldUp(lanesOf([message("2"), { ...slow, ...finished }]))).toBeUndefined();
  expect(heldUp(lanesOf([message("2"), message("1", started)]))).toBeUndefined();
});
