import { Cron } from "croner";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Schedule } from "../graph/types.ts";
import { startSchedules, timing } from "./schedules.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-03-01T10:00:30Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

const next = (expression: string, timezone?: string) => {
  const { pattern, options } = timing({ expression, ...(timezone && { timezone }) });
  return new Cron(pattern, { ...options, paused: true }).nextRuns(2).map((date) => date.toISOString());
};

test.each([
  ["cron(15 10 * * ? *)", undefined, ["2026-03-01T10:15:00.000Z", "2026-03-02T10:15:00.000Z"]],
  ["cron(0/30 * * * ? *)", undefined, ["2026-03-01T10:30:00.000Z", "2026-03-01T11:00:00.000Z"]],
  ["cron(0 9 ? * MON-FRI *)", undefined, ["2026-03-02T09:00:00.000Z", "2026-03-03T09:00:00.000Z"]],
  ["cron(0 9 ? * 2 *)", undefined, ["2026-03-02T09:00:00.000Z", "2026-03-09T09:00:00.000Z"]],
  ["cron(0 9 ? * 6#3 *)", undefined, ["2026-03-20T09:00:00.000Z", "2026-04-17T09:00:00.000Z"]],
  ["cron(0 9 L * ? *)", undefined, ["2026-03-31T09:00:00.000Z", "2026-04-30T09:00:00.000Z"]],
  ["cron(0 9 1 1 ? 2027-2028)", undefined, ["2027-01-01T09:00:00.000Z", "2028-01-01T09:00:00.000Z"]],
  ["cron(0 9 * * ? *)", "Asia/Seoul", ["2026-03-02T00:00:00.000Z", "2026-03-03T00:00:00.000Z"]],
  ["at(2026-03-01T20:00:00)", "Asia/Seoul", ["2026-03-01T11:00:00.000Z"]],
  ["at(2020-01-01T00:00:00)", undefined, []],
])("%s in %s", (expression, timezone, expected) => {
  expect(next(expression, timezone)).toEqual(expected);
});

test.each(["rate(0 minutes)", "rate(5 seconds)", "cron(* * * * *)", "every minute", ""])(
  "%j is no schedule",
  (expression) => {
    expect(() => timing({ expression })).toThrow(`not a schedule's expression: ${expression}`);
  },
);

const schedule = (given: Partial<Schedule>): Schedule => ({
  name: "Tick",
  expression: "rate(1 minute)",
  functionArn: "arn:aws:lambda:us-east-1:000000000000:function:Ticker",
  enabled: true,
  ...given,
});

test("a rate runs at full intervals, until it is stopped", async () => {
  const calls: string[] = [];
  const functions = { invokeAsync: (name: string) => `${calls.push(`${name} ${new Date().toISOString()}`)}` };
  const schedules = [schedule({}), schedule({ name: "Off", enabled: false })];
  const running = startSchedules({ schedules, functions });
  await vi.advanceTimersByTimeAsync(2 * 60_000);
  expect(calls).toEqual(["Ticker 2026-03-01T10:01:00.000Z", "Ticker 2026-03-01T10:02:00.000Z"]);
  running.stop();
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(calls).toHaveLength(2);
});

test("the event is the input with its context attributes, or Scheduler's own", async () => {
  const events: unknown[] = [];
  const functions = { invokeAsync: (_name: string, event: unknown) => `${events.push(event)}` };
  const input = '{"at":"<aws.scheduler.scheduled-time>"}';
  const running = startSchedules({ schedules: [schedule({ input }), schedule({})], functions });
  await vi.advanceTimersByTimeAsync(60_000);
  running.stop();
  expect(events).toEqual([
    { at: "2026-03-01T10:01:00Z" },
    expect.objectContaining({ source: "aws.scheduler", time: "2026-03-01T10:01:00Z", detail: "{}" }),
  ]);
});
