import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { DeleteQueueCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

const raw = { RawMessageDelivery: "true" };
const onBody = (policy: object) => ({ ...raw, FilterPolicyScope: "MessageBody", FilterPolicy: JSON.stringify(policy) });

test("with a filter policy on the body a queue gets the raw messages that match, also after a restart", async () => {
  const queue = await messaging.createQueue("Filtered");
  const all = await messaging.createQueue("All");
  const TopicArn = await messaging.createTopic("Filtering", [
    { queue, attributes: onBody({ type: ["stock.depleted"], data: { quantity: [{ numeric: [">", 1] }] } }) },
    { queue: all, attributes: raw },
  ]);
  await messaging.restart();
  const event = (type: string, quantity: number) => JSON.stringify({ type, data: { quantity } });
  const matching = event("stock.depleted", 2);
  for (const Message of [matching, event("stock.depleted", 1), event("order.placed", 2), "no JSON"]) {
    await messaging.sns.send(new PublishCommand({ TopicArn, Message }));
  }

  expect(await queue.receiveBodies()).toEqual([matching]);
  expect(await all.counts()).toMatchObject({ visible: 4 });
});

test("what a topic delivers waits for the queue's delay", async () => {
  const queue = await messaging.createQueue("Delayed", { DelaySeconds: "1" });
  const TopicArn = await messaging.createTopic("Delaying", [{ queue, attributes: raw }]);
  await messaging.sns.send(new PublishCommand({ TopicArn, Message: "later" }));

  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 1 });
  await expect.poll(() => queue.receiveBodies(), { timeout: 5000 }).toEqual(["later"]);
});

test("a publish wakes a poll at once", async () => {
  const queue = await messaging.createQueue("Woken");
  const TopicArn = await messaging.createTopic("Waking", [{ queue, attributes: raw }]);
  const poll = queue.receiveBodies({ WaitTimeSeconds: 20 });
  await queue.counts();
  await messaging.sns.send(new PublishCommand({ TopicArn, Message: "first" }));

  expect(await poll).toEqual(["first"]);
});

test("a delivery whose queue is missing goes to the subscription's dead-letter queue, if it passes the filter", async () => {
  const queue = await messaging.createQueue("Deleted");
  const other = await messaging.createQueue("Kept");
  const undelivered = await messaging.createQueue("Undelivered");
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: undelivered.arn });
  const TopicArn = await messaging.createTopic("Delivering", [
    { queue, attributes: { ...onBody({ type: ["a"] }), RedrivePolicy } },
    { queue: other, attributes: { ...raw, RedrivePolicy } },
  ]);
  await messaging.sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));
  const MessageAttributes = { source: { DataType: "String", StringValue: "test" } };
  const message = (type: string) => JSON.stringify({ type });
  await messaging.sns.send(new PublishCommand({ TopicArn, Message: message("a"), MessageAttributes }));
  await messaging.sns.send(new PublishCommand({ TopicArn, Message: message("b") }));

  const letters = await undelivered.receive({ MessageAttributeNames: ["All"] });
  expect(letters).toEqual([expect.objectContaining({ Body: message("a"), MessageAttributes })]);
  expect(await other.counts()).toMatchObject({ visible: 2 });
});

test("subscriptions are listed, changed, and kept across a restart", async () => {
  const queue = await messaging.createQueue("Changed");
  const TopicArn = await messaging.createTopic("Changing", [{ queue, attributes: raw }]);
  const listed = async () =>
    (await messaging.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions ?? [];
  const [subscription] = await listed();
  const SubscriptionArn = subscription?.SubscriptionArn ?? "";
  const set = (AttributeName: string, AttributeValue: string) =>
    messaging.sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
  await set("FilterPolicyScope", "MessageBody");
  await set("FilterPolicy", JSON.stringify({ type: ["a"] }));
  await messaging.restart();

  expect(await listed()).toEqual([expect.objectContaining({ SubscriptionArn, Endpoint: queue.arn, Protocol: "sqs" })]);
  const { Attributes } = await messaging.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  expect(Attributes).toMatchObject({ FilterPolicyScope: "MessageBody", FilterPolicy: '{"type":["a"]}' });
  await set("FilterPolicy", "{}");
  await set("RedrivePolicy", "{}");
  await messaging.sns.send(new PublishCommand({ TopicArn, Message: '{"type":"b"}' }));
  expect(await queue.receiveBodies()).toEqual(['{"type":"b"}']);
});

test("a subscription that SNS refuses is refused", async () => {
  const queue = await messaging.createQueue("RefusedSubscription");
  const fifo = await messaging.createQueue("RefusedSubscription.fifo", { FifoQueue: "true" });
  const TopicArn = await messaging.createTopic("RefusingSubscriptions");
  const cases: [string, Record<string, string>, string][] = [
    [fifo.arn, {}, "FIFO SQS Queues can not be subscribed to standard SNS topics"],
    [queue.arn, { FilterPolicy: "no JSON" }, "failed to parse JSON"],
    [queue.arn, { FilterPolicy: '{"type":"a"}' }, "must be an object or an array"],
    [queue.arn, { FilterPolicyScope: "Body" }, "FilterPolicyScope: Invalid value"],
    [queue.arn, { RawMessageDelivery: "yes" }, "RawMessageDelivery: Invalid value [yes]"],
    [queue.arn, { RedrivePolicy: "no JSON" }, "RedrivePolicy: failed to parse JSON."],
    [queue.arn, { RedrivePolicy: '{"deadLetterTargetArn":"arn"}' }, "deadLetterTargetArn is an invalid arn"],
    [queue.arn, { Unknown: "x" }, "AttributeName"],
    [queue.url, {}, "SQS endpoint ARN"],
  ];
  for (const [Endpoint, Attributes, message] of cases) {
    const subscribe = messaging.sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint, Attributes }));
    await expect(subscribe).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringContaining(message),
    });
  }
  const { Subscriptions } = await messaging.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions).toEqual([]);
});

test("subscribing again returns the same subscription; with other attributes it is refused", async () => {
  const queue = await messaging.createQueue("Again");
  const TopicArn = await messaging.createTopic("Again");
  const subscribe = async (Attributes?: Record<string, string>) =>
    (
      await messaging.sns.send(
        new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queue.arn, ...(Attributes && { Attributes }) }),
      )
    ).SubscriptionArn;
  const arn = await subscribe({ RawMessageDelivery: "True" });

  const same: (Record<string, string> | undefined)[] = [
    { RawMessageDelivery: "true" },
    { FilterPolicyScope: "MessageAttributes" },
    {},
    undefined,
  ];
  for (const attributes of same) expect(await subscribe(attributes)).toBe(arn);
  const others: Record<string, string>[] = [{ RawMessageDelivery: "false" }, { FilterPolicy: '{"a":["x"]}' }];
  for (const attributes of others) {
    await expect(subscribe(attributes)).rejects.toThrow(
      "Invalid parameter: Attributes Reason: Subscription already exists with different attributes",
    );
  }
  const { Attributes } = await messaging.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }));
  expect(Attributes).toMatchObject({ RawMessageDelivery: "true" });
  expect(Attributes).not.toHaveProperty("FilterPolicyScope");
});

test("a scope that does not fit the policy is refused", async () => {
  const queue = await messaging.createQueue("Scoped");
  const TopicArn = await messaging.createTopic("Scoped", [{ queue, attributes: onBody({ data: { kind: ["a"] } }) }]);
  const { Subscriptions: [{ SubscriptionArn = "" } = {}] = [] } = await messaging.sns.send(
    new ListSubscriptionsByTopicCommand({ TopicArn }),
  );
  const set = (AttributeName: string, AttributeValue: string) =>
    messaging.sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));

  await expect(set("FilterPolicyScope", "MessageAttributes")).rejects.toThrow(
    "Invalid parameter: Filter policy scope MessageAttributes does not support nested filter policy",
  );
  await expect(set("FilterPolicy", '{"a":[]}')).rejects.toThrow(
    "Invalid parameter: FilterPolicy: Empty arrays are not allowed",
  );
  await expect(set("RawMessageDelivery", "maybe")).rejects.toThrow("Invalid value [maybe]. Must be true or false.");
});

test("a message with a text per protocol is delivered with the one for queues", async () => {
  const queue = await messaging.createQueue("PerProtocol");
  const TopicArn = await messaging.createTopic("PerProtocol", [{ queue, attributes: raw }]);
  const publish = (texts: object) =>
    messaging.sns.send(new PublishCommand({ TopicArn, MessageStructure: "json", Message: JSON.stringify(texts) }));
  await publish({ default: "for all", sqs: "for queues" });

  await expect(publish({ sqs: "for queues" })).rejects.toThrow("No default entry in JSON message body");
  expect(await queue.receiveBodies()).toEqual(["for queues"]);
});

test("tags added to an existing topic are kept", async () => {
  const TopicArn = await messaging.createTopic("Adding");
  await messaging.sns.send(new CreateTopicCommand({ Name: "Adding", Attributes: { DisplayName: "Donuts" } }));
  await messaging.restart();

  const { Attributes } = await messaging.sns.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(Attributes).toMatchObject({ DisplayName: "Donuts" });
});
