import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import type { EventSourceMapping } from "../graph/types.ts";

/** The mapping as the Lambda API describes it; times are seconds since the epoch. */
export function describeMapping(mapping: EventSourceMapping, lastModified: number) {
  const { name, sourceArn, functionArn, enabled, batchSize, batchWindowSeconds, filters, maximumConcurrency } = mapping;
  return {
    UUID: name,
    EventSourceArn: sourceArn,
    FunctionArn: functionArn,
    State: enabled ? "Enabled" : "Disabled",
    StateTransitionReason: "USER_INITIATED",
    LastModified: Math.floor(lastModified / 1000),
    BatchSize: batchSize,
    MaximumBatchingWindowInSeconds: batchWindowSeconds,
    FunctionResponseTypes: mapping.reportBatchItemFailures ? ["ReportBatchItemFailures"] : [],
    ...(filters.length > 0 && {
      FilterCriteria: { Filters: filters.map((filter) => ({ Pattern: JSON.stringify(filter) })) },
    }),
    ...(maximumConcurrency !== undefined && { ScalingConfig: { MaximumConcurrency: maximumConcurrency } }),
    ...(mapping.startingPosition && {
      StartingPosition: mapping.startingPosition,
      MaximumRetryAttempts: mapping.maximumRetryAttempts ?? -1,
      BisectBatchOnFunctionError: mapping.bisectBatchOnError ?? false,
    }),
    ...(mapping.failureDestinationArn && {
      DestinationConfig: { OnFailure: { Destination: mapping.failureDestinationArn } },
    }),
  } satisfies Omit<EventSourceMappingConfiguration, "LastModified"> & { LastModified: number };
}
