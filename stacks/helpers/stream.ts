import { deadLetterQueue } from "./dead-letter-queue.ts";

interface StreamArgs {
  subject: string;
  table: sst.aws.Dynamo;
  /** `packages/functions/src/streams/….handler` */
  handler: string;
  link: $util.Input<unknown>[];
  /** Batches of one shard at a time. Records of one item stay in order. */
  parallelization?: number;
}

// With the growing pauses that Lambda makes between tries: more than an hour.
const maximumRetryAttempts = 100;

/**
 * A function that handles the items added to a table, in order. A record that fails is separated from its batch;
 * when its tries are used up, where it lies in the stream is told to `<name>Dlq`. The item stays in its table.
 */
export function streamFunction(name: string, { subject, table, handler, link, parallelization = 1 }: StreamArgs): void {
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
    filters: [{ eventName: ["INSERT"] }],
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
