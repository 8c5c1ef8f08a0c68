import type { Awaited } from "@donut/contracts/topology";
import { canSend, canUpdate } from "./access.ts";
import { deadLetterQueue } from "./dead-letter-queue.ts";
import { failureTable } from "./failure-table.ts";
import { type EventFilter, type SubjectTopic, subscribe } from "./topic.ts";
import { mappingArns, topology } from "./topology.ts";

interface PipelineArgs {
  /** What the messages are about: the queue's lane on the console's map. */
  subject: string;
  /** The topic that feeds the queue, and the events it takes from it. */
  from?: { topic: SubjectTopic } & EventFilter;
  consumer: {
    /** `packages/functions/src/consumers/….handler` */
    handler: string;
    link: $util.Input<unknown>[];
    /** Managed policies of what it may do besides handling the queue's messages (queue-policies.ts). */
    policies?: $util.Input<string[]>[];
    /** 10 unless the work takes longer: the queue's visibility timeout is six times as long, if it is not given. */
    timeoutSeconds?: number;
    /** Names of the topics, queues and APIs that it sends to, for the console's map. */
    feeds?: string[];
  };
  /** Strict order within a message group. Topics cannot feed such a queue. */
  fifo?: boolean;
  /** Seconds (0 to 900) that each message waits before it can be received. */
  delaySeconds?: number;
  /** Seconds for which a received message is hidden. Give it where how long that is matters to people. */
  visibilityTimeoutSeconds?: number;
  /** How often a message is received before it goes to the dead-letter queue. */
  tries?: number;
  batchSize?: number;
  /** The largest message that the queue takes, 1 MiB at most; absent: what the account's default is. */
  maximumMessageBytes?: number;
  /** Who waits for its messages: operators who delete dead letters are told, and announce it (`letter.deleted`). */
  awaited?: Awaited;
  /** Whether its consumer brings what can never be handled to the dead-letter queue by itself (`Resource.<name>Dlq`). */
  givesUpItself?: boolean;
  /** At most so many batches at a time (2 or more), to spare what the consumer calls. */
  maxConcurrency?: number;
}

export interface Pipeline {
  queue: sst.aws.Queue;
  dlq: sst.aws.Queue;
  /** Of the event source mapping, by which the consumer can be paused. */
  mapping: { uuid: $util.Output<string>; arn: $util.Output<string> };
}

/**
 * One way a message takes: topic (if any) → queue, with its dead-letter queue → consumer, with an alarm for what
 * ends in the dead-letter queue. Makes `<name>`, `<name>Dlq` and the function `<name>Consumer`, which handles every
 * message of a batch for itself (partial batch responses) and notes failed tries in the failure table.
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
        // A consumer may be paused over a holiday. A dead letter's time counts from when it was sent first.
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
      eventSourceMapping: maxConcurrency ? { scalingConfig: { maximumConcurrency: maxConcurrency } } : undefined,
    },
  });
  const { uuid, arn } = subscriber.apply(({ nodes }) => nodes.eventSourceMapping);
  const mapping = { uuid, arn };

  mappingArns.push(mapping.arn);
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
    consumer: { function: `${name}Consumer`, mapping: mapping.uuid, ...(feeds && { feeds }) },
  });
  return { queue, dlq, mapping };
}
