import fc from "fast-check";
import { expect, test } from "vitest";
import { spanOf } from "./span.ts";

test("an estimate is said as people say it", () => {
  expect(spanOf({ lowSeconds: 0, highSeconds: 15 })).toBeUndefined();
  expect(spanOf({ lowSeconds: 24, highSeconds: 51 })).toEqual({ low: 20, high: 60, unit: "second" });
  expect(spanOf({ lowSeconds: 190, highSeconds: 290 })).toEqual({ low: 3, high: 5, unit: "minute" });
  expect(spanOf({ lowSeconds: 4000, highSeconds: 7100 })).toEqual({ low: 1, high: 2, unit: "hour" });
});

test("the wording covers the estimate", () => {
  const seconds = { second: 1, minute: 60, hour: 3600 };
  fc.assert(
    fc.property(fc.nat(200_000), fc.nat(200_000), (one, other) => {
      const [lowSeconds, highSeconds] = [Math.min(one, other), Math.max(one, other)];
      const span = spanOf({ lowSeconds, highSeconds });
      if (!span) return;
      expect(span.low * seconds[span.unit]).toBeLessThanOrEqual(lowSeconds);
      expect(span.high * seconds[span.unit]).toBeGreaterThanOrEqual(highSeconds);
    }),
  );
});
