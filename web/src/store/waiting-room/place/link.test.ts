import fc from "fast-check";
import { expect, test } from "vitest";
import { pauseAfter } from "./link.ts";

test("visitors who lose their socket together do not reconnect together", () => {
  fc.assert(
    fc.property(fc.nat(40), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, chance) => {
      const pause = pauseAfter(failures, () => chance);
      expect(pause).toBeGreaterThanOrEqual(200);
      expect(pause).toBeLessThanOrEqual(15_200);
    }),
  );
  expect(pauseAfter(3, () => 0.9)).toBeGreaterThan(pauseAfter(0, () => 0.9));
});
