import fc from "fast-check";
import { expect, test } from "vitest";
import { rowOf } from "./cars.ts";

const room = { x: 10, y: 5, length: 200 };

test("every message has its donut while there is room", () => {
  expect(rowOf(0, room)).toEqual({ donuts: [] });
  expect(rowOf(3, room).donuts).toEqual([
    { x: 10, y: 5 },
    { x: 23, y: 5 },
    { x: 36, y: 5 },
  ]);
});

test("donuts and the number beside them add up to the messages and stay in their room", () => {
  fc.assert(
    fc.property(fc.nat({ max: 100_000 }), fc.integer({ min: 60, max: 900 }), (count, length) => {
      const { donuts, rest } = rowOf(count, { ...room, length });
      expect(donuts.length + (rest?.count ?? 0)).toBe(count);
      expect(donuts.every(({ x }) => x >= room.x && x <= room.x + length)).toBe(true);
    }),
  );
});

test("in a tunnel drawn downwards donuts stand below each other", () => {
  const { donuts, rest } = rowOf(9, { x: 4, y: 0, length: 30, down: true });
  expect(donuts).toEqual([
    { x: 4, y: 0 },
    { x: 4, y: 13 },
    { x: 4, y: 26 },
  ]);
  expect(rest).toBeUndefined();
});
