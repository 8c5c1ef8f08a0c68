import * as z from "zod";
import type { EventSourceMapping } from "../../graph/types.ts";
import { type Evaluation, SynthError } from "../evaluation.ts";
import { eventSourceMappingName } from "../outputs.ts";
import { everywhere, harmless, jsonText, resourcesOf, unsupported } from "./resources.ts";

const inputs = {
  tags: everywhere.tags,
  eventSourceArn: z.string().regex(/^arn:aws:(sqs:|dynamodb:.*\/stream\/)/, "is neither a queue nor a table's stream"),
  functionName: z.string(),
  enabled: z.boolean().default(true),
  batchSize: z.number().optional(),
  maximumBatchingWindowInSeconds: z.number().default(0),
  functionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).default([]),
  scalingConfig: z.strictObject({ maximumConcurrency: z.number() }).optional(),
  filterCriteria: z
    .strictObject({ filters: z.array(z.strictObject({ pattern: jsonText(z.record(z.string(), z.unknown())) })) })
    .optional(),
  startingPosition: z.enum(["LATEST", "TRIM_HORIZON"]).optional(),
  maximumRetryAttempts: z.number().default(-1),
  bisectBatchOnFunctionError: z.boolean().default(false),
  parallelizationFactor: z.number().default(1),
  destinationConfig: z.strictObject({ onFailure: z.strictObject({ destinationArn: z.string() }) }).optional(),
  maximumRecordAgeInSeconds: z.number().default(-1),
  tumblingWindowInSeconds: unsupported,
  provisionedPollerConfig: unsupported,
  kmsKeyArn: harmless("the filters lie in the repository anyway"),
  metricsConfig: z.strictObject({ metrics: z.array(z.literal("EventCount")) }).optional(),
};

export function eventSourceMappings(evaluation: Evaluation): EventSourceMapping[] {
  const mappings = resourcesOf(evaluation, "aws:lambda/eventSourceMapping:EventSourceMapping", inputs).map(
    ({ inputs: it }): EventSourceMapping => ({
      name: eventSourceMappingName(it.eventSourceArn, it.functionName),
      sourceArn: it.eventSourceArn,
      functionArn: it.functionName,
      enabled: it.enabled,
      batchSize: it.batchSize ?? (it.startingPosition ? 100 : 10),
      batchWindowSeconds: it.maximumBatchingWindowInSeconds,
      reportBatchItemFailures: it.functionResponseTypes.includes("ReportBatchItemFailures"),
      filters: it.filterCriteria?.filters.map(({ pattern }) => pattern) ?? [],
      ...(it.scalingConfig && { maximumConcurrency: it.scalingConfig.maximumConcurrency }),
      ...(it.metricsConfig?.metrics.includes("EventCount") && { countsEvents: true }),
      ...(it.startingPosition && {
        startingPosition: it.startingPosition,
        maximumRetryAttempts: it.maximumRetryAttempts,
        bisectBatchOnError: it.bisectBatchOnFunctionError,
        ...(it.maximumRecordAgeInSeconds >= 0 && { maximumRecordAgeSeconds: it.maximumRecordAgeInSeconds }),
        parallelization: it.parallelizationFactor,
      }),
      ...(it.destinationConfig && { failureDestinationArn: it.destinationConfig.onFailure.destinationArn }),
    }),
  );
  const twice = mappings.find(({ name }, index) => mappings.findIndex((it) => it.name === name) < index);
  if (twice) throw new SynthError(`The function ${twice.functionArn} is subscribed twice to ${twice.sourceArn}.`);
  return mappings;
}
