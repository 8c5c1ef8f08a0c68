import type { DeployedConsumer, DeployedQueue } from "@donut/contracts/topology";
import type { MetricQuery } from "./read-metrics.ts";

const ofQueues = {
  sent: { metric: "NumberOfMessagesSent", statistic: "Sum" },
  processed: { metric: "NumberOfMessagesDeleted", statistic: "Sum" },
  waiting: { metric: "ApproximateNumberOfMessagesVisible", statistic: "Maximum" },
  oldestAgeSeconds: { metric: "ApproximateAgeOfOldestMessage", statistic: "Maximum" },
} as const;

/** What SQS reports about a queue. */
export function queueMetric({ arn }: DeployedQueue, name: keyof typeof ofQueues): MetricQuery {
  return { namespace: "AWS/SQS", ...ofQueues[name], dimension: ["QueueName", arn.split(":").at(-1) ?? ""] };
}

/** What Lambda reports about the invocations of a consumer. */
export function durationMetric(
  { functionName }: DeployedConsumer,
  statistic: "Sum" | "Maximum" | "SampleCount",
): MetricQuery {
  return { namespace: "AWS/Lambda", metric: "Duration", dimension: ["FunctionName", functionName], statistic };
}

/**
 * Messages that the consumer did not handle, also those that it reports one by one.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#event-source-mapping-metrics
 */
export function failedMetric({ mapping }: DeployedConsumer): MetricQuery {
  const dimension: [string, string] = ["EventSourceMappingUUID", mapping];
  return { namespace: "AWS/Lambda", metric: "FailedInvokeEventCount", dimension, statistic: "Sum" };
}
