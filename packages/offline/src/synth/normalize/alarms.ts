import * as z from "zod";
import type { Alarm } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { everywhere, resourcesOf, unsupported } from "./resources.ts";

const topics = z.array(z.string().startsWith("arn:aws:sns:", "only topics can be told")).default([]);

const inputs = {
  ...everywhere,
  namespace: z.literal("AWS/SQS", "only alarms on queues are supported"),
  dimensions: z.strictObject({ QueueName: z.string() }),
  metricName: z.string(),
  statistic: z.enum(["Sum", "Minimum", "Maximum", "Average", "SampleCount"]),
  comparisonOperator: z.enum(
    ["GreaterThanThreshold", "GreaterThanOrEqualToThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"],
    "alarms on anomalies are not supported",
  ),
  alarmDescription: z.string().optional(),
  datapointsToAlarm: z.number().optional(),
  treatMissingData: z.enum(["breaching", "notBreaching", "ignore", "missing"]).optional(),
  threshold: z.number(),
  period: z.number(),
  evaluationPeriods: z.number(),
  alarmActions: topics,
  okActions: topics,
  insufficientDataActions: unsupported,
  metricQueries: unsupported,
  extendedStatistic: unsupported,
  evaluateLowSampleCountPercentiles: unsupported,
  unit: unsupported,
  actionsEnabled: z.literal(true, "an alarm without actions is not supported").optional(),
};

export function alarms(evaluation: Evaluation): Alarm[] {
  return resourcesOf(evaluation, "aws:cloudwatch/metricAlarm:MetricAlarm", inputs).map(({ owner, inputs }) => ({
    name: owner,
    ...(inputs.alarmDescription && { description: inputs.alarmDescription }),
    queueName: inputs.dimensions.QueueName.replace(/\.fifo$/, ""),
    metric: inputs.metricName,
    statistic: inputs.statistic,
    comparison: inputs.comparisonOperator,
    threshold: inputs.threshold,
    periodSeconds: inputs.period,
    evaluationPeriods: inputs.evaluationPeriods,
    ...(inputs.datapointsToAlarm !== undefined && { datapointsToAlarm: inputs.datapointsToAlarm }),
    ...(inputs.treatMissingData && { treatMissingData: inputs.treatMissingData }),
    actionArns: inputs.alarmActions,
    okActionArns: inputs.okActions,
  }));
}
