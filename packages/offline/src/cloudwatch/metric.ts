/** A metric as CloudWatch identifies it: one dimension is enough for all that are kept here. */
export interface Metric {
  namespace: string;
  name: string;
  dimension: { name: string; value: string };
}

/** @param queue its physical name */
export function queueMetric(queue: string, name: string): Metric {
  return { namespace: "AWS/SQS", name, dimension: { name: "QueueName", value: queue } };
}

/** How long each invocation of a function took, in milliseconds. */
export function durationOf(functionName: string): Metric {
  return { namespace: "AWS/Lambda", name: "Duration", dimension: { name: "FunctionName", value: functionName } };
}

/**
 * How many messages a function was given in vain. Lambda reports it for mappings whose `MetricsConfig` has `EventCount`.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#event-source-mapping-metrics
 */
export function failedEventsOf(mapping: string): Metric {
  const dimension = { name: "EventSourceMappingUUID", value: mapping };
  return { namespace: "AWS/Lambda", name: "FailedInvokeEventCount", dimension };
}

export function keyOf({ namespace, name, dimension }: Metric): string {
  return `${namespace} ${dimension.name}=${dimension.value} ${name}`;
}
