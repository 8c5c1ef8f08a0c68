import type { Authority } from "../../iam/authority.ts";
import { acceptsFrom } from "./authorization.ts";
import { type MessageAttribute, SqsStore, type Subscription, type Topic, type TopicStore } from "./fauxqs.ts";
import { matches } from "./filter-policy/matches.ts";
import { type FilterPolicy, type FilterPolicyScope, parseFilterPolicy } from "./filter-policy/policy.ts";
import type { Queue } from "./queue.ts";
import type { QueueStore } from "./queue-store.ts";
import { deadLetterTargetArn } from "./subscription-dead-letters.ts";
import type { Published } from "./topic-deduplication.ts";
import { isFifo, type TopicMessage } from "./topic-message.ts";

/** Delivers a message to the queue of every subscription whose filter matches. */
export function fanOut(
  topic: Topic,
  message: TopicMessage,
  published: Published,
  { topics, queues, authority }: { topics: TopicStore; queues: QueueStore; authority: Authority },
): void {
  const acceptingQueue = (arn: string) => {
    const queue = queues.getQueueByArn(arn);
    return queue && acceptsFrom(topic.arn, arn, queues, authority) ? queue : undefined;
  };
  for (const arn of topic.subscriptionArns) {
    const subscription = topics.getSubscription(arn);
    if (subscription?.protocol !== "sqs" || !subscription.confirmed || !takes(subscription, message)) continue;
    const queue = queueOf(subscription, acceptingQueue);
    if (queue) deliver(queue, topic, subscription, message, published);
  }
}

function takes(subscription: Subscription, message: TopicMessage): boolean {
  const { FilterPolicy: text } = subscription.attributes;
  if (!text || text === "{}") return true;
  const scope = scopeOf(subscription);
  return matches(policyOf(text, scope), scope, message);
}

function scopeOf({ attributes }: Subscription): FilterPolicyScope {
  return attributes.FilterPolicyScope === "MessageBody" ? "MessageBody" : "MessageAttributes";
}

const parsed = new Map<string, FilterPolicy>();

/** A policy that an earlier version accepted and this one refuses matches nothing. */
function policyOf(text: string, scope: FilterPolicyScope): FilterPolicy {
  const key = `${scope} ${text}`;
  const known = parsed.get(key);
  if (known) return known;
  const result = parseFilterPolicy(text, scope);
  const policy = result.status === "valid" ? result.policy : [];
  parsed.set(key, policy);
  return policy;
}

/**
 * SNS does not retry a delivery that its endpoint permanently refuses: it goes to the subscription's dead-letter queue.
 */
function queueOf({ endpoint, attributes }: Subscription, find: (arn: string) => Queue | undefined): Queue | undefined {
  return find(endpoint) ?? find(deadLetterTargetArn(attributes.RedrivePolicy) ?? "");
}

function deliver(
  queue: Queue,
  topic: Topic,
  subscription: Subscription,
  message: TopicMessage,
  published: Published,
): void {
  const { groupId, deduplicationId } = message;
  const [body, attributes] =
    subscription.attributes.RawMessageDelivery === "true"
      ? [message.body, message.attributes]
      : [envelope(topic, subscription, message, published), {}];
  const delay = Number(queue.attributes.DelaySeconds ?? 0);
  if (!queue.isFifo()) {
    queue.enqueue(SqsStore.createMessage(body, attributes, delay, isFifo(topic) ? undefined : groupId));
    return;
  }
  if (!deduplicationId || queue.checkDeduplication(deduplicationId, groupId).isDuplicate) return;
  const sent = SqsStore.createMessage(body, attributes, delay, groupId, deduplicationId);
  queue.enqueue(sent);
  queue.recordDeduplication(deduplicationId, sent.messageId, sent.sequenceNumber, groupId);
}

const service = "https://sns.us-east-1.amazonaws.com";

/** As recorded on AWS: a FIFO topic's envelope has a sequence number and no signature. */
function envelope(
  topic: Topic,
  { arn }: Subscription,
  { body, subject, attributes }: TopicMessage,
  { messageId, sequenceNumber }: Published,
): string {
  return JSON.stringify({
    Type: "Notification",
    MessageId: messageId,
    ...(sequenceNumber && { SequenceNumber: sequenceNumber }),
    TopicArn: topic.arn,
    ...(subject && { Subject: subject }),
    Message: body,
    Timestamp: new Date().toISOString(),
    ...(!isFifo(topic) && {
      SignatureVersion: "1",
      Signature: "EXAMPLE",
      SigningCertURL: `${service}/SimpleNotificationService-0000000000000000000000.pem`,
    }),
    UnsubscribeURL: `${service}/?Action=Unsubscribe&SubscriptionArn=${arn}`,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: shown(attributes) }),
  });
}

function shown(attributes: Record<string, MessageAttribute>) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue ?? "" },
    ]),
  );
}
