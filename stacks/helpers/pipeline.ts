import type { Awaited } from "@donut/contracts/topology";
import { canSend, canUpdate } from "./access.ts";
import { deadLetterQueue } from "./dead-letter-queue.ts";
import { failureTable } from "./failure-table.ts";
import { type EventFilter, type SubjectTopic, subscribe } from "./topic.ts";
import { logGroupArns, mappingArns, topology } from "./topology.ts";

interface PipelineArgs {
  /** The subject of the messages: the queue's line on the console's map. */
  subject: string;
  /** The topic that feeds the queue, and the events that the queue takes from it. */
  from?: { topic: SubjectTopic } & EventFilter;
  consumer: {
    /** `packages/functions/src/consumers/….handler` */
    handler: string;
    link: $util.Input<unknown>[];
    /** Managed policies for everything besides handling the queue's messages (queue-policies.ts). */
    policies?: $util.Input<string[]>[];
    /** Defaults to 10. The queue's default visibility timeout is six times as long. */
    timeoutSeconds?: number;
    /** Names of the topics, queues and APIs that it sends to, for the console's map. */
    feeds?: string[];
  };
  /** Strict order within a message group. Topics cannot feed such a queue. */
  fifo?: boolean;
  /** Seconds (0 to 900) that each message waits before it can be received. */
  delaySeconds?: number;
  /** How long a received message is hidden. Set it if the duration matters to people. */
  visibilityTimeoutSeconds?: number;
  /** How often a message is received before it goes to the dead-letter queue. */
  tries?: number;
  batchSize?: number;
  /** The largest message that the queue accepts, 1 MiB at most; absent: the account's default. */
  maximumMessageBytes?: number;
  /**
   * Who waits for its messages: if an operator deletes a dead letter, the console warns and announces it
   * (`letter.deleted`).
   */
  awaited?: Awaited;
  /**
   * Whether its consumer itself moves messages that can never be handled to the dead-letter queue
   * (`Resource.<name>Dlq`).
   */
  givesUpItself?: boolean;
  /** The most batches handled at a time (2 or more), to protect what the consumer calls. */
  maxConcurrency?: number;
}

export interface Pipeline {
  queue: sst.aws.Queue;
  dlq: sst.aws.Queue;
  /** The event source mapping, through which the consumer can be paused. */
  mapping: { uuid: $util.Output<string>; arn: $util.Output<string> };
}

/**
 * One path for messages: topic (if any) → queue, with its dead-letter queue → consumer, with an alarm for dead letters.
 * Creates `<name>`, `<name>Dlq` and the function `<name>Consumer`, which handles each message of a batch separately
 * (partial batch responses) and records failed tries in the failure table.
 */
export function pipeline(
  name: string,
  { subject, from, consumer, fifo = false, delaySeconds = 0, tries = 3, batchSize = 10, ...rest }: PipelineArgs,
): Pipeline {
  const { handler, link, policies = [], timeoutSeconds = 10, feeds } = consumer;
  const {
    visibilityTimeoutSeconds = 6 * timeoutSeconds,
    maxConcurrency,
    awaited,
    maximumMessageBytes,
    givesUpItself,
  } = rest;

  const dlq = deadLetterQueue(`${name}Dlq`, { subject, role: "dlq", fifo, awaited, maximumMessageBytes });
  const queue = new sst.aws.Queue(name, {
    fifo,
    visibilityTimeout: `${visibilityTimeoutSeconds} seconds`,
    delay: `${delaySeconds} seconds`,
    dlq: { queue: dlq.arn, retry: tries },
    transform: {
      queue: {
        // A consumer may be paused over a holiday. A dead letter's retention counts from when it was first sent.
        messageRetentionSeconds: 10 * 24 * 3600,
        ...(maximumMessageBytes && { maxMessageSize: maximumMessageBytes }),
      },
    },
  });
  if (from) subscribe(name, queue, from.topic, from);

  const worker = new sst.aws.Function(`${name}Consumer`, {
    handler,
    timeout: `${timeoutSeconds} seconds`,
    link: [canUpdate(failureTable), ...(givesUpItself ? [canSend(dlq)] : []), ...link],
    permissions: [
      {
        actions: [
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          // To return a message early or late.
          "sqs:ChangeMessageVisibility",
          "sqs:GetQueueUrl",
        ],
        resources: [queue.arn],
      },
    ],
    policies: $util.all(policies).apply((lists) => lists.flat()),
  });
  const subscriber = queue.subscribe(worker.arn, {
    batch: { size: batchSize, partialResponses: true },
    transform: {
      eventSourceMapping: {
        // Otherwise nobody counts the messages of a batch that fail: the invocation itself succeeds.
        metricsConfig: { metrics: ["EventCount"] },
        ...(maxConcurrency && { scalingConfig: { maximumConcurrency: maxConcurrency } }),
      },
    },
  });
  const { uuid, arn } = subscriber.apply(({ nodes }) => nodes.eventSourceMapping);
  const mapping = { uuid, arn };

  const logGroup = worker.nodes.logGroup.apply((group) => {
    if (!group) throw new Error(`${name}Consumer has no log group of its own for the console to read`);
    return group;
  });

  mappingArns.push(mapping.arn);
  logGroupArns.push(logGroup.arn);
  topology.queues.push({
    name,
    url: queue.url,
    arn: queue.arn,
    fifo,
    visibilityTimeoutSeconds,
    maxReceiveCount: tries,
    dlq: `${name}Dlq`,
    role: "work",
    subject,
    ...(from && { topic: from.topic.name }),
    ...(from?.events && { filter: from.events }),
    ...(from?.data && { dataFilter: from.data }),
    consumer: {
      function: `${name}Consumer`,
      functionName: worker.name,
      logGroup: logGroup.name,
      mapping: mapping.uuid,
      ...(feeds && { feeds }),
    },
  });
  return { queue, dlq, mapping };
}
