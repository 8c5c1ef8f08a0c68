import { deadLetterQueue } from "./dead-letter-queue.ts";

interface StreamArgs {
  subject: string;
  table: sst.aws.Dynamo;
  /** `packages/functions/src/streams/….handler` */
  handler: string;
  link: $util.Input<unknown>[];
  /** EventBridge patterns of the records it receives; absent: records of added items. */
  filters?: Record<string, unknown>[];
  /** Batches handled in parallel per shard. Records of one item stay in order. */
  parallelization?: number;
}

// With Lambda's growing pauses between tries, this takes more than an hour.
const maximumRetryAttempts = 100;

/**
 * A function that handles items added to a table, or changed as `filters` say, in order. A failing record is separated
 * from its batch; after the last try, its position in the stream is sent to `<name>Dlq`. The item stays in its table.
 */
export function streamFunction(
  name: string,
  { subject, table, handler, link, filters = [{ eventName: ["INSERT"] }], parallelization = 1 }: StreamArgs,
): void {
  const dlq = deadLetterQueue(`${name}Dlq`, { subject, role: "dlq" });
  const { streamArn } = table.nodes.table;

  const worker = new sst.aws.Function(name, {
    handler,
    link,
    permissions: [
      {
        actions: [
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams",
        ],
        resources: [streamArn],
      },
      { actions: ["sqs:SendMessage"], resources: [dlq.arn] },
    ],
  });

  table.subscribe(name, worker.arn, {
    filters,
    transform: {
      eventSourceMapping: {
        startingPosition: "TRIM_HORIZON",
        batchSize: 100,
        parallelizationFactor: parallelization,
        functionResponseTypes: ["ReportBatchItemFailures"],
        bisectBatchOnFunctionError: true,
        maximumRetryAttempts,
        destinationConfig: { onFailure: { destinationArn: dlq.arn } },
      },
    },
  });
}
