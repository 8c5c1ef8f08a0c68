import { expect, test } from "vitest";
import { createClock } from "./clock.ts";

test("the clock follows the system's forward, and goes on when that is set back", () => {
  let [wall, monotonic] = [1_000_000, 0];
  const now = createClock({ wall: () => wall, monotonic: () => monotonic });
  const pass = (milliseconds: number) => {
    wall += milliseconds;
    monotonic += milliseconds;
    return now();
  };
  expect(pass(10)).toBe(1_000_010);
  wall -= 3_600_000;
  expect([pass(0), pass(30_000)]).toEqual([1_000_010, 1_030_010]);
  wall += 3_600_000;
  expect(pass(5)).toBe(1_030_015);
  wall += 60_000;
  expect(pass(0)).toBe(1_090_015);
});
