import fc from "fast-check";
import { expect, test } from "vitest";
import { windingTrack } from "./track.ts";

const track = windingTrack({ rows: [70, 150, 230, 372], left: 112, right: 300, from: 400, to: 206 });

test("the track ends at the counter", () => {
  expect(track.at(0)).toEqual({ x: 206, y: 372 });
  expect(track.at(-50)).toEqual({ x: 206, y: 372 });
  expect(track.at(track.length + 50)).toEqual({ x: 400, y: 70 });
  expect(track.path).toMatch(/^M400 70H112A40 40 0 0 0 112 150H300A40 40 0 0 1 300 230H112A71 71 0 0 0 112 372H206$/);
});

test("a step along the track is equally long on the page, round every bend", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: track.length - 1, noNaN: true }), (distance) => {
      const [from, to] = [track.at(distance), track.at(distance + 1)];
      const step = Math.hypot(to.x - from.x, to.y - from.y);
      expect(step).toBeGreaterThan(0.95);
      expect(step).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
});
