import { expect, test } from "vitest";
import type { LineResult } from "./api.ts";
import { latest } from "./latest.ts";

const result = (number: number, status: LineResult["status"] = "completed"): LineResult => ({
  number,
  orderId: `ord_${number}`,
  status,
});

test("each result once, the latest last", () => {
  const first = latest([], [result(1), result(2, "rejected")]);
  expect(latest(first, [result(2, "rejected"), result(3)]).map(({ number }) => number)).toEqual([1, 2, 3]);
});

test("a repeated order is a result of its own", () => {
  expect(latest([result(1)], [result(1, "known")])).toHaveLength(2);
});

test("without new results the list is the same object, so that nothing is drawn again", () => {
  const seen = latest([], [result(1)]);
  expect(latest(seen, [result(1)])).toBe(seen);
});

test("only the last ones are kept", () => {
  const all = Array.from({ length: 100 }, (_, index) => result(index));
  expect(latest(all.slice(0, 50), all.slice(50)).map(({ number }) => number)).toEqual(
    Array.from({ length: 60 }, (_, index) => 40 + index),
  );
});
