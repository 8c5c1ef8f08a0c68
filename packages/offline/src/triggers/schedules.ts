import { randomUUID } from "node:crypto";
import { Cron, type CronOptions } from "croner";
import { accountId, region } from "../graph/addresses.ts";
import type { Schedule } from "../graph/types.ts";
import type { Functions } from "../lambda/functions.ts";

export interface SchedulesOptions {
  schedules: Schedule[];
  functions: Pick<Functions, "invokeAsync">;
}

/** Invokes functions on EventBridge Scheduler's expressions. Throws on an invalid expression. */
export function startSchedules({ schedules, functions }: SchedulesOptions): { stop(): void } {
  const enabled = schedules.filter((schedule) => schedule.enabled);
  const jobs = enabled.map((schedule) => {
    const { pattern, options } = timing(schedule);
    return new Cron(pattern, options, () => {
      functions.invokeAsync(schedule.functionArn.split(":").at(-1) ?? "", eventOf(schedule, new Date()));
    });
  });
  return {
    stop: () => {
      for (const job of jobs) job.stop();
    },
  };
}

const unitSeconds: Record<string, number> = { minute: 60, hour: 3600, day: 86_400 };

/**
 * A rate runs at the multiples of its interval since 1970, so that a restart does not shift it.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function timing(schedule: Pick<Schedule, "expression" | "timezone">): { pattern: string; options: CronOptions } {
  const { expression, timezone = "UTC" } = schedule;
  const [, kind, content = ""] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === "at") return { pattern: content, options: { timezone } };
  if (kind === "cron" && content.split(/\s+/).length === 6) {
    const options: CronOptions = { timezone, mode: "7-part", alternativeWeekdays: true, sloppyRanges: true };
    return { pattern: `0 ${content.replaceAll("?", "*")}`, options };
  }
  const [, count, unit = ""] = /^(\d+) (minute|hour|day)s?$/.exec(content) ?? [];
  const interval = Number(count) * (unitSeconds[unit] ?? 0);
  if (kind !== "rate" || !(interval > 0)) throw new Error(`not a schedule's expression: ${expression}`);
  const startAt = new Date(Math.ceil(Date.now() / 1000 / interval) * interval * 1000);
  return { pattern: "* * * * * *", options: { timezone: "UTC", interval, startAt } };
}

/** The schedule's input with its context attributes filled in; without an input, Scheduler's default event. */
function eventOf({ name, input }: Schedule, time: Date): unknown {
  const scheduled = `${time.toISOString().slice(0, 19)}Z`;
  const arn = `arn:aws:scheduler:${region}:${accountId}:schedule/default/${name}`;
  if (input !== undefined) {
    return JSON.parse(
      input
        .replaceAll("<aws.scheduler.schedule-arn>", arn)
        .replaceAll("<aws.scheduler.scheduled-time>", scheduled)
        .replaceAll("<aws.scheduler.execution-id>", randomUUID())
        .replaceAll("<aws.scheduler.attempt-number>", "1"),
    );
  }
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account: accountId,
    time: scheduled,
    region,
    resources: [arn],
    detail: "{}",
  };
}
