import { expect, test } from "vitest";
import { remember, sparkline } from "./sparkline.ts";

test("a value holds until the next one", () => {
  const samples = [
    { at: 0, value: 10 },
    { at: 50, value: 5 },
  ];
  expect(sparkline(samples, { width: 100, height: 20, from: 0, to: 100 })).toBe("0,0 50,0 50,10 100,10");
});

test("no samples, no points", () => {
  expect(sparkline([], { width: 100, height: 20, from: 0, to: 100 })).toBe("");
});

test("a product that never had stock stays at the bottom", () => {
  expect(sparkline([{ at: 0, value: 0 }], { width: 100, height: 20, from: 0, to: 100 })).toBe("0,20 100,20");
});

test("only changes are kept, within the window plus the one that applies at its start", () => {
  const first = remember([], { at: 0, value: 3 }, 100);
  expect(remember(first, { at: 10, value: 3 }, 100)).toBe(first);
  const third = remember(remember(first, { at: 20, value: 2 }, 100), { at: 40, value: 1 }, 100);
  expect(remember(third, { at: 130, value: 0 }, 100)).toEqual([
    { at: 20, value: 2 },
    { at: 40, value: 1 },
    { at: 130, value: 0 },
  ]);
});
