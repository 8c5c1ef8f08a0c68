import type { Subscription, TopicStore } from "./fauxqs.ts";
import type { Queue } from "./queue.ts";

/**
 * The topics as a publish sees them: a subscription whose queue no longer exists, or does not accept from the topic,
 * delivers to the dead-letter queue of its redrive policy. (SNS does not retry a delivery that its endpoint refuses for
 * good.)
 */
export function withDeadLetterQueues(
  topics: TopicStore,
  queues: { getQueueByArn(arn: string): Queue | undefined },
): TopicStore {
  const isMissing = ({ protocol, endpoint }: Subscription) => protocol === "sqs" && !queues.getQueueByArn(endpoint);
  return Object.assign(Object.create(topics) as TopicStore, {
    getSubscription(arn: string): Subscription | undefined {
      const subscription = topics.getSubscription(arn);
      if (!subscription?.attributes.RedrivePolicy || !isMissing(subscription)) return subscription;
      return { ...subscription, endpoint: deadLetterTargetArn(subscription.attributes.RedrivePolicy) ?? "" };
    },
  });
}

/** @returns the queue of a subscription's redrive policy, undefined when the text is no such policy. */
export function deadLetterTargetArn(redrivePolicy: string): string | undefined {
  try {
    const { deadLetterTargetArn } = JSON.parse(redrivePolicy) as Record<string, unknown>;
    return typeof deadLetterTargetArn === "string" && deadLetterTargetArn.startsWith("arn:aws:sqs:")
      ? deadLetterTargetArn
      : undefined;
  } catch {
    return undefined;
  }
}
