import { afterEach, beforeEach, expect, test, vi } from "vitest";

const at = "2026-01-01T00:00:10.000Z";
let clock: typeof import("./clock.ts");
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.resetModules();
  clock = await import("./clock.ts");
});

afterEach(() => vi.useRealTimers());

const answered = (date: number) => new Response(null, { headers: { date: new Date(date).toUTCString() } });

test("the server's times are converted to this machine's clock, however wrong it is", () => {
  for (const wrong of [3600_000, -86_400_000, 5000]) {
    clock.noteServerTime(answered(Date.now() - wrong));
    expect(Math.abs(clock.localTime(at) - Date.parse(at) - wrong)).toBeLessThanOrEqual(1000);
  }
  clock.noteServerTime(answered(Date.now()));
  expect(clock.localTime(at)).toBe(Date.parse(at));
});

test("a negligible difference or a missing time changes nothing: a countdown does not jump", () => {
  clock.noteServerTime(answered(Date.now() + 1000));
  clock.noteServerTime(new Response());
  expect(clock.localTime(at)).toBe(Date.parse(at));
  clock.noteServerTime(answered(Date.now() + 60_000));
  const first = clock.localTime(at);
  clock.noteServerTime(answered(Date.now() + 61_000));
  expect(clock.localTime(at)).toBe(first);
});
