import { accountId, region } from "../../graph/addresses.ts";
import type { Alarm } from "../../graph/types.ts";
import type { AlarmState } from "./evaluate.ts";

export interface Change {
  from: AlarmState;
  to: AlarmState;
  reason: string;
  /** ISO 8601. */
  at: string;
}

const regionName = "US East (N. Virginia)";

export const alarmArn = (name: string) => `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;

/** What CloudWatch publishes to an alarm's topics. */
export function notification(alarm: Alarm, physicalQueueName: string, { from, to, reason, at }: Change) {
  return {
    subject: `${to}: "${alarm.name}" in ${regionName}`.slice(0, 100),
    message: JSON.stringify({
      AlarmName: alarm.name,
      AlarmDescription: alarm.description ?? null,
      AWSAccountId: accountId,
      AlarmConfigurationUpdatedTimestamp: at.replace("Z", "+0000"),
      NewStateValue: to,
      NewStateReason: reason,
      StateChangeTime: at.replace("Z", "+0000"),
      Region: regionName,
      AlarmArn: alarmArn(alarm.name),
      OldStateValue: from,
      OKActions: alarm.okActionArns,
      AlarmActions: alarm.actionArns,
      InsufficientDataActions: [],
      Trigger: {
        MetricName: alarm.metric,
        Namespace: "AWS/SQS",
        StatisticType: "Statistic",
        Statistic: alarm.statistic.toUpperCase(),
        Unit: null,
        Dimensions: [{ value: physicalQueueName, name: "QueueName" }],
        Period: alarm.periodSeconds,
        EvaluationPeriods: alarm.evaluationPeriods,
        DatapointsToAlarm: alarm.datapointsToAlarm ?? alarm.evaluationPeriods,
        ComparisonOperator: alarm.comparison,
        Threshold: alarm.threshold,
        TreatMissingData: alarm.treatMissingData ?? "missing",
        EvaluateLowSampleCountPercentile: "",
      },
    }),
  };
}
