import { expect, test } from "vitest";
import { elbow, overlaps, roundedPath } from "./geometry.ts";

test("a path at one height is straight", () => {
  expect(elbow({ x: 0, y: 5 }, { x: 100, y: 5 }, 50)).toEqual([
    { x: 0, y: 5 },
    { x: 100, y: 5 },
  ]);
});

test("a small difference in height is one 45° piece", () => {
  expect(elbow({ x: 0, y: 0 }, { x: 100, y: 20 }, 50)).toEqual([
    { x: 0, y: 0 },
    { x: 40, y: 0 },
    { x: 60, y: 20 },
    { x: 100, y: 20 },
  ]);
});

test("a larger one has a vertical between two 45° pieces, also upwards", () => {
  expect(elbow({ x: 0, y: 200 }, { x: 100, y: 0 }, 50)).toEqual([
    { x: 0, y: 200 },
    { x: 36, y: 200 },
    { x: 50, y: 186 },
    { x: 50, y: 14 },
    { x: 64, y: 0 },
    { x: 100, y: 0 },
  ]);
});

test("corners are rounded and ends stay where they are", () => {
  const corner = [
    { x: 0, y: 0 },
    { x: 40, y: 0 },
    { x: 60, y: 20 },
  ];
  expect(roundedPath(corner)).toBe("M0 0L30 0Q40 0 47.07 7.07L60 20");
  expect(roundedPath([])).toBe("");
});

test("boxes that only touch do not overlap", () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  expect(overlaps(box, { ...box, x: 9 })).toBe(true);
  expect(overlaps(box, { ...box, x: 10 })).toBe(false);
});
