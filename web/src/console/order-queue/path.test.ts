import fc from "fast-check";
import { expect, test } from "vitest";
import { pointAt, winding } from "./path.ts";

test("neighbours in the line are neighbours in the picture, and everyone is inside it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 200, max: 2000 }), (count, width) => {
      const line = winding(count, width);
      for (let index = 0; index < count; index++) {
        const { x, y } = pointAt(index, line);
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(line.columns * line.cell);
        expect(y).toBeLessThan(line.rows * line.cell);
        if (index === 0) continue;
        const ahead = pointAt(index - 1, line);
        expect(Math.abs(ahead.x - x) + Math.abs(ahead.y - y)).toBeCloseTo(line.cell);
      }
    }),
    { numRuns: 20 },
  );
});

test("half a step forward is halfway to the next place, and the front is the exit", () => {
  const line = winding(10, 440);
  expect(pointAt(1.5, line).x).toBeCloseTo(pointAt(1, line).x + line.cell / 2);
  expect(pointAt(-0.5, line).x).toBeLessThan(pointAt(0, line).x);
});

test("the longer the line, the smaller the donuts", () => {
  expect([10, 100, 500, 1000].map((count) => winding(count, 1200).cell)).toEqual([44, 32, 24, 16]);
});
