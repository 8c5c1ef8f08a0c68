import type { Alarm } from "../../graph/types.ts";
import type { MetricStore } from "../metric-store.ts";

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

export interface Evaluation {
  state: AlarmState;
  /** In CloudWatch's wording. */
  reason: string;
}

const comparisons: Record<Alarm["comparison"], { holds(value: number, threshold: number): boolean; words: string }> = {
  GreaterThanThreshold: { holds: (value, threshold) => value > threshold, words: "greater than" },
  GreaterThanOrEqualToThreshold: {
    holds: (value, threshold) => value >= threshold,
    words: "greater than or equal to",
  },
  LessThanThreshold: { holds: (value, threshold) => value < threshold, words: "less than" },
  LessThanOrEqualToThreshold: { holds: (value, threshold) => value <= threshold, words: "less than or equal to" },
};

/**
 * The state of an alarm. CloudWatch evaluates complete periods that begin at whole minutes; here each period ends now,
 * so that an alarm rings as soon as its metric crosses the threshold. It returns to OK after a whole quiet period, as
 * on AWS.
 *
 * @param before the state so far, which missing data may leave unchanged
 */
export function evaluate(
  alarm: Alarm,
  physicalQueueName: string,
  store: MetricStore,
  now: number,
  before: AlarmState,
): Evaluation {
  const { metric, statistic, threshold, periodSeconds, evaluationPeriods } = alarm;
  const comparison = comparisons[alarm.comparison];
  const periods = Array.from({ length: evaluationPeriods }, (_, index) => {
    const to = now - index * periodSeconds * 1000;
    return store.readWindow(physicalQueueName, metric, statistic, to - periodSeconds * 1000, to);
  });
  const known = periods.filter((value) => value !== undefined);
  const needed = alarm.datapointsToAlarm ?? evaluationPeriods;
  const missing = periods.length - known.length;
  const treatment = alarm.treatMissingData ?? "missing";
  if (known.length === 0 && treatment === "ignore") return { state: before, reason: "No data." };
  if (known.length === 0 && treatment === "missing") return { state: "INSUFFICIENT_DATA", reason: "No data." };
  const breaching =
    known.filter((value) => comparison.holds(value, threshold)).length + (treatment === "breaching" ? missing : 0);
  const values = known.map((value) => value.toFixed(1)).join(", ");
  const state = breaching >= needed ? "ALARM" : "OK";
  const count = `${known.length} datapoint${known.length === 1 ? "" : "s"} [${values}]`;
  const not = state === "ALARM" ? "" : "not ";
  return {
    state,
    reason: `Threshold Crossed: ${count} ${known.length === 1 ? "was" : "were"} ${not}${comparison.words} the threshold (${threshold.toFixed(1)}).`,
  };
}
