import { expect, test } from "vitest";
import { duration } from "./duration.ts";

test.each([
  [0, "0s"],
  [0.9, "0s"],
  [-3, "0s"],
  [45, "45s"],
  [60, "1m"],
  [125, "2m 5s"],
  [3600, "1h"],
  [3601, "1h"],
  [90_000, "1d 1h"],
])("%d seconds read %s", (seconds, text) => {
  expect(duration(seconds, "en")).toBe(text);
});

test("Korean has its own units", () => {
  expect(duration(125, "ko")).toBe("2분 5초");
});
