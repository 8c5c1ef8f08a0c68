import type { Awaited } from "@donut/contracts/topology";
import { opsTopic } from "./ops-topic.ts";
import { topology } from "./topology.ts";

/**
 * A queue for messages that could not be handled or delivered, with an alarm that is raised when there are any. The
 * alarm watches the messages in the queue: `NumberOfMessagesSent` does not count messages that SQS moves. A scan hides
 * the queue's messages for seconds, and SQS counts once a minute: one empty minute does not mean that all is well.
 */
export function deadLetterQueue(
  name: string,
  {
    subject,
    role,
    fifo = false,
    topic,
    awaited,
    maximumMessageBytes,
  }: {
    subject: string;
    role: "dlq" | "undelivered";
    fifo?: boolean;
    /** Name of the topic whose undelivered events it holds. */
    topic?: string;
    awaited?: Awaited | undefined;
    maximumMessageBytes?: number | undefined;
  },
): sst.aws.Queue {
  const visibilityTimeoutSeconds = 30;

  const queue = new sst.aws.Queue(name, {
    fifo,
    visibilityTimeout: `${visibilityTimeoutSeconds} seconds`,
    transform: {
      queue: {
        messageRetentionSeconds: 14 * 24 * 3600,
        ...(maximumMessageBytes && { maxMessageSize: maximumMessageBytes }),
      },
    },
  });

  new aws.cloudwatch.MetricAlarm(`${name}Alarm`, {
    alarmDescription: `Messages rest in ${name}.`,
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: queue.nodes.queue.name },
    statistic: "Maximum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    period: 60,
    evaluationPeriods: 2,
    datapointsToAlarm: 1,
    treatMissingData: "notBreaching",
    alarmActions: [opsTopic.arn],
    okActions: [opsTopic.arn],
  });

  topology.queues.push({
    name,
    url: queue.url,
    arn: queue.arn,
    fifo,
    visibilityTimeoutSeconds,
    role,
    subject,
    ...(topic && { topic }),
    ...(awaited && { awaited }),
  });
  return queue;
}
