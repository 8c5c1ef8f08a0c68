import fc from "fast-check";
import { expect, test } from "vitest";
import { marksOf, type Unit, valueText } from "./units.ts";

test("marks are round numbers of their unit", () => {
  expect(marksOf(0, "count")).toEqual([0, 1]);
  expect(marksOf(0, "rate")).toEqual([0, 1]);
  expect(marksOf(3, "count")).toEqual([0, 1, 2, 3]);
  expect(marksOf(11, "count")).toEqual([0, 5, 10, 15]);
  expect(marksOf(0.3, "rate")).toEqual([0, 0.1, 0.2, 0.3]);
  expect(marksOf(100, "seconds")).toEqual([0, 30, 60, 90, 120]);
  expect(marksOf(5000, "seconds")).toEqual([0, 1800, 3600, 5400]);
  expect(marksOf(1700, "milliseconds")).toEqual([0, 500, 1000, 1500, 2000]);
});

test("an axis has two to five marks and reaches the highest value, whatever it is", () => {
  const unit = fc.constantFrom<Unit>("count", "rate", "seconds", "milliseconds");
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), unit, (highest, of) => {
      const marks = marksOf(highest, of);
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(5);
      expect(marks.at(-1)).toBeGreaterThanOrEqual(highest - 1e-6);
    }),
  );
});

test("values are short and have their unit", () => {
  const texts = [
    valueText(0, "count", "en"),
    valueText(1234, "count", "en"),
    valueText(12_345, "count", "en"),
    valueText(0.066, "rate", "en"),
    valueText(12.34, "rate", "en"),
    valueText(150, "seconds", "en"),
    valueText(3.21, "milliseconds", "en"),
    valueText(349.6, "milliseconds", "en"),
    valueText(1500, "milliseconds", "en"),
    valueText(90_000, "milliseconds", "en"),
    valueText(150, "seconds", "ko"),
    valueText(1500, "milliseconds", "ko"),
  ];
  expect(texts).toEqual([
    "0",
    "1,234",
    "12.3K",
    "0.07",
    "12.3",
    "2m 30s",
    "3.2ms",
    "350ms",
    "1.5s",
    "1m 30s",
    "2분 30초",
    "1.5초",
  ]);
});
