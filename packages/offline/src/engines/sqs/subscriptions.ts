import { escapeXml, SnsError, type Subscription, snsSuccessResponse, type TopicStore } from "./fauxqs.ts";
import type { QueueStore } from "./queue-store.ts";
import { subscriptionAttributeFault } from "./subscription-attributes.ts";
import { refused } from "./topic-message.ts";

interface Stores {
  topics: TopicStore;
  queues: QueueStore;
}

/** Subscribing again with the same attributes, or without any, returns the same subscription. */
export function subscribe(parameters: Record<string, string>, { topics, queues }: Stores): string {
  const { TopicArn: topicArn = "", Protocol: protocol = "", Endpoint: endpoint = "" } = parameters;
  if (!topicArn) throw refused("TopicArn Reason: no value for required parameter");
  if (!protocol) throw refused("Protocol Reason: no value for required parameter");
  if (!protocols.has(protocol)) throw refused(`Amazon SNS does not support this protocol string: ${protocol}`);
  if (protocol === "sqs" && !endpoint.startsWith("arn:")) throw refused("SQS endpoint ARN");
  if (!topics.getTopic(topicArn)) throw new SnsError("NotFound", "Topic does not exist", 404);
  if (!topicArn.endsWith(".fifo") && endpoint.endsWith(".fifo")) {
    throw refused("Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
  }
  const attributes = normal(attributesOf(parameters));
  for (const [name, value] of Object.entries(attributes)) {
    const fault = subscriptionAttributeFault(name, value, { topicArn, endpoint, attributes }, queues);
    if (fault) throw refused(name === "RedrivePolicy" ? fault : `Attributes Reason: ${fault}`);
  }
  const subscription = topics.subscribe(topicArn, protocol, endpoint, attributes);
  return snsSuccessResponse("Subscribe", `<SubscriptionArn>${escapeXml(subscription?.arn ?? "")}</SubscriptionArn>`);
}

export function setSubscriptionAttributes(parameters: Record<string, string>, { topics, queues }: Stores): string {
  const subscription = requireSubscription(parameters.SubscriptionArn, topics);
  const { AttributeName: name = "", AttributeValue: given = "" } = parameters;
  const { [name]: value = "" } = normal({ [name]: given });
  const attributes = { ...subscription.attributes, [name]: value };
  const fault = subscriptionAttributeFault(name, value, { ...subscription, attributes }, queues);
  if (fault) throw refused(fault);
  if (value === "" || value === "{}") delete attributes[name];
  subscription.attributes = attributes;
  topics.persistence?.updateSubscriptionAttributes(subscription.arn, attributes);
  return snsSuccessResponse("SetSubscriptionAttributes", "");
}

const protocols = new Set(["http", "https", "email", "email-json", "sms", "sqs", "application", "lambda", "firehose"]);

function requireSubscription(arn: string | undefined, topics: TopicStore): Subscription {
  if (!arn) throw refused("SubscriptionArn Reason: no value for required parameter");
  const subscription = topics.getSubscription(arn);
  if (!subscription) throw new SnsError("NotFound", "Subscription does not exist", 404);
  return subscription;
}

function attributesOf(parameters: Record<string, string>): Record<string, string> {
  const names = Object.entries(parameters).flatMap(([parameter, name]) => {
    const entry = /^(Attributes\.entry\.\d+)\.key$/.exec(parameter)?.[1];
    return entry ? [[name, parameters[`${entry}.value`] ?? ""] as const] : [];
  });
  return Object.fromEntries(names);
}

/** SNS accepts "True" and stores "true". */
function normal(attributes: Record<string, string>): Record<string, string> {
  const { RawMessageDelivery: raw } = attributes;
  return raw && /^(true|false)$/i.test(raw) ? { ...attributes, RawMessageDelivery: raw.toLowerCase() } : attributes;
}
