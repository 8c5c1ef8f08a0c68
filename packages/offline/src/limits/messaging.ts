import { combinationsOf, parseFilterPolicy } from "../engines/sqs/filter-policy/policy.ts";
import type { Graph } from "../graph/types.ts";
import { atMost, type Finding, holds } from "./finding.ts";

const attributes = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html";
const hidden = { limit: "Visibility timeout of a queue (seconds)", source: attributes };
const kept = { limit: "Retention of a queue (seconds)", source: attributes };
const delay = { limit: "Delay of a queue (seconds)", source: attributes };
const receives = { limit: "Receives before the dead-letter queue", source: attributes };
const dlqKind = {
  limit: "A dead-letter queue is of its queue's kind",
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
};
const fifoPair = {
  limit: "A FIFO queue subscribes to FIFO topics only",
  source: "https://docs.aws.amazon.com/sns/latest/dg/fifo-topic-message-delivery.html",
};
const filters = {
  limit: "Combinations of a filter policy",
  source: "https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html",
};
const valid = {
  limit: "Filter policy",
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html",
};
const perTopic = {
  limit: "Filter policies of a topic",
  source: "https://docs.aws.amazon.com/general/latest/gr/sns.html",
};

export function messagingFindings({ queues, topics }: Graph): Finding[] {
  const queueOf = (arn: string | undefined) => queues.find((queue) => queue.arn === arn);
  return [
    ...queues.flatMap(({ name, fifo, redrive, ...queue }) => {
      const dlq = queueOf(redrive?.deadLetterQueueArn);
      return [
        atMost(hidden, name, queue.visibilityTimeoutSeconds, 43_200),
        atMost(kept, name, queue.retentionSeconds, 1_209_600),
        atMost(delay, name, queue.delaySeconds, 900),
        ...(redrive ? [atMost(receives, name, redrive.maxReceiveCount, 1_000)] : []),
        ...(dlq ? [holds(dlqKind, name, dlq.fifo === fifo, kindOf(dlq), kindOf({ fifo }))] : []),
      ];
    }),
    ...topics.flatMap(({ name: topic, fifo, subscriptions }) => [
      atMost(perTopic, topic, subscriptions.filter(({ filterPolicy }) => filterPolicy).length, 200),
      ...subscriptions.flatMap(({ name, queueArn, filterPolicy = {}, filterPolicyScope = "MessageAttributes" }) => {
        const queue = queueOf(queueArn);
        const parsed = parseFilterPolicy(JSON.stringify(filterPolicy), filterPolicyScope);
        const reason = parsed.status === "invalid" ? parsed.reason : "valid";
        return [
          ...(queue ? [holds(fifoPair, name, !queue.fifo || fifo, kindOf(queue), fifo ? "any" : "standard")] : []),
          atMost(filters, name, combinationsOf(filterPolicy), 150),
          holds(valid, name, parsed.status === "valid", reason, "what SNS compiles"),
        ];
      }),
    ]),
  ];
}

function kindOf({ fifo }: { fifo: boolean }): string {
  return fifo ? "FIFO" : "standard";
}
