import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import type { Subscription, Topic } from "../graph/types.ts";
import { defaultTopicPolicy } from "../iam/default-topic-policy.ts";
import { policyText } from "../iam/policy-text.ts";
import { changedAttributes, nameOf } from "./attributes.ts";

/** The value of an attribute that is not set. */
const defaults = {
  RawMessageDelivery: "false",
  FilterPolicyScope: "MessageAttributes",
  FilterPolicy: "",
  RedrivePolicy: "",
};

/**
 * Makes every topic and its subscriptions match the graph; the queues exist already. A subscription that is not in the
 * graph is removed, or it would fill a queue that has no consumer.
 *
 * @returns what was changed, as short notes
 */
export async function deployTopics(client: SNSClient, topics: Topic[]): Promise<string[]> {
  const existing = new Set<string>();
  for await (const { Topics = [] } of paginateListTopics({ client }, {})) {
    for (const { TopicArn } of Topics) existing.add(TopicArn ?? "");
  }
  const notes = await Promise.all(
    topics.map(async (topic) => {
      if (!existing.has(topic.arn)) await create(client, topic);
      const changes = [...(await convergeTopic(client, topic)), ...(await deploySubscriptions(client, topic))];
      return existing.has(topic.arn) ? changes : [`topic ${topic.name} created`];
    }),
  );
  return notes.flat();
}

async function create(client: SNSClient, topic: Topic): Promise<void> {
  await client.send(
    new CreateTopicCommand({ Name: nameOf(topic.arn), ...(topic.fifo && { Attributes: { FifoTopic: "true" } }) }),
  );
}

async function convergeTopic(client: SNSClient, topic: Topic): Promise<string[]> {
  const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn: topic.arn }));
  const changed = changedAttributes(
    { FifoThroughputScope: "Topic", ...Attributes },
    {
      Policy: policyText(topic.policy ?? [defaultTopicPolicy(topic.arn)]),
      ...(topic.fifo && {
        ContentBasedDeduplication: String(topic.contentBasedDeduplication ?? false),
        FifoThroughputScope: topic.fifoThroughputScope ?? "Topic",
      }),
    },
  );
  for (const [AttributeName, AttributeValue] of changed) {
    await client.send(new SetTopicAttributesCommand({ TopicArn: topic.arn, AttributeName, AttributeValue }));
  }
  return changed.map(([name]) => `topic ${topic.name}: ${name} changed`);
}

async function deploySubscriptions(client: SNSClient, topic: Topic): Promise<string[]> {
  const actual = new Map<string, string>();
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn: topic.arn })) {
    for (const { Endpoint, SubscriptionArn } of Subscriptions) actual.set(Endpoint ?? "", SubscriptionArn ?? "");
  }
  const notes: string[] = [];
  for (const subscription of topic.subscriptions) {
    const SubscriptionArn = actual.get(subscription.queueArn);
    actual.delete(subscription.queueArn);
    if (SubscriptionArn === undefined) {
      await subscribe(client, topic, subscription);
      notes.push(`subscription ${subscription.name} created`);
      continue;
    }
    const changed = await converge(client, SubscriptionArn, subscription);
    if (changed.length > 0) notes.push(`subscription ${subscription.name}: ${changed.join(", ")} changed`);
  }
  for (const [queueArn, SubscriptionArn] of actual) {
    await client.send(new UnsubscribeCommand({ SubscriptionArn }));
    notes.push(`subscription of queue ${nameOf(queueArn)} to topic ${topic.name} ended`);
  }
  return notes;
}

async function subscribe(client: SNSClient, topic: Topic, subscription: Subscription): Promise<void> {
  await client.send(
    new SubscribeCommand({
      TopicArn: topic.arn,
      Protocol: "sqs",
      Endpoint: subscription.queueArn,
      Attributes: attributesOf(subscription),
      ReturnSubscriptionArn: true,
    }),
  );
}

async function converge(client: SNSClient, SubscriptionArn: string, subscription: Subscription): Promise<string[]> {
  const { Attributes = {} } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  const wanted = { ...defaults, ...attributesOf(subscription) };
  const changed = changedAttributes({ ...defaults, ...Attributes }, wanted).toSorted(byScope);
  for (const [AttributeName, value] of changed) {
    // For "no policy", SNS accepts an empty JSON object but not an empty text.
    const AttributeValue = value === "" ? "{}" : value;
    await client.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
  }
  return changed.map(([name]) => name);
}

/**
 * A policy must be valid for the scope at every step: the body scope, which allows nesting, is set before it and
 * removed after it.
 */
function byScope([one, oneValue]: [string, string], [other, otherValue]: [string, string]): number {
  return place(one, oneValue) - place(other, otherValue);
}

function place(name: string, value: string): number {
  if (name !== "FilterPolicyScope") return 1;
  return value === "MessageBody" ? 0 : 2;
}

function attributesOf(subscription: Subscription): Record<string, string> {
  return {
    RawMessageDelivery: String(subscription.rawDelivery),
    ...(subscription.filterPolicy && {
      FilterPolicyScope: subscription.filterPolicyScope ?? defaults.FilterPolicyScope,
      FilterPolicy: JSON.stringify(subscription.filterPolicy),
    }),
    ...(subscription.deadLetterQueueArn && {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: subscription.deadLetterQueueArn }),
    }),
  };
}
