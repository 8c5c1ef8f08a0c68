import { z } from "zod";
import type { Alarm } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { resourcesOf, unsupported } from "./resources.ts";

const inputs = z.object({
  namespace: z.literal("AWS/SQS", "only alarms on queues are supported"),
  dimensions: z.object({ QueueName: z.string() }),
  metricName: z.string(),
  statistic: z.string(),
  comparisonOperator: z.string(),
  threshold: z.number(),
  period: z.number(),
  evaluationPeriods: z.number(),
  alarmActions: z.array(z.string()).default([]),
  metricQueries: unsupported,
});

export function alarms(evaluation: Evaluation): Alarm[] {
  return resourcesOf(evaluation, "aws:cloudwatch/metricAlarm:MetricAlarm", inputs).map(({ owner, inputs }) => ({
    name: owner,
    queueName: inputs.dimensions.QueueName.replace(/\.fifo$/, ""),
    metric: inputs.metricName,
    statistic: inputs.statistic,
    comparison: inputs.comparisonOperator,
    threshold: inputs.threshold,
    periodSeconds: inputs.period,
    evaluationPeriods: inputs.evaluationPeriods,
    actionArns: inputs.alarmActions,
  }));
}
