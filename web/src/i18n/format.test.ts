import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { stubBrowser } from "../testing.ts";

let module: typeof import("./format.ts");

beforeAll(async () => {
  vi.stubEnv("TZ", "Asia/Seoul");
  stubBrowser();
  module = await import("./format.ts");
});

afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

test("money is whole won with thousands, in both languages", () => {
  expect(module.format("en").money(1500)).toBe("₩1,500");
  expect(module.format("ko").money(3_000_000)).toBe("₩3,000,000");
  expect(module.format("en").money(0)).toBe("₩0");
});

test("times are in the reader's zone, to the second, in 24 hours", () => {
  expect(module.format("en").time("2026-11-20T00:05:09Z")).toBe("09:05:09");
  expect(module.format("en").dateTime("2026-11-20T15:00:00Z")).toBe("Nov 21, 2026, 00:00");
  expect(module.format("ko").dateTime("2026-11-20T15:00:00Z")).toBe("2026. 11. 21. 00:00");
});

test("a countdown reaches 0:00 only when the last second has passed", () => {
  expect([725_000, 60_000, 59_001, 8_000, 1, 0, -5000].map(module.countdown)).toEqual([
    "12:05",
    "1:00",
    "1:00",
    "0:08",
    "0:01",
    "0:00",
    "0:00",
  ]);
});
