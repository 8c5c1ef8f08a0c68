import { SnsError } from "./fauxqs.ts";
import { jsonObject } from "./json-object.ts";
import type { QueueStore } from "./queue-store.ts";
import { deadLetterTargetArn } from "./subscription-dead-letters.ts";

/** Refuses what SNS refuses and fauxqs keeps, or fails on. */
export function validateSubscription(parameters: Record<string, string>, queues: QueueStore): void {
  for (const [name, attribute] of Object.entries(parameters)) {
    const entry = /^(Attributes\.entry\.\d+)\.key$/.exec(name)?.[1];
    if (entry) validateSubscriptionAttribute(attribute, parameters[`${entry}.value`] ?? "");
  }
  const { TopicArn = "", Endpoint = "" } = parameters;
  if (TopicArn.endsWith(".fifo") || !queues.getQueueByArn(Endpoint)?.isFifo()) return;
  throw refused("Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
}

export function validateSubscriptionAttribute(name: string, value: string): void {
  if (name === "FilterPolicy" && value) validateFilterPolicy(value);
  if (name === "FilterPolicyScope" && value !== "MessageAttributes" && value !== "MessageBody") {
    throw refused("FilterPolicyScope: Invalid value. Please use either MessageBody or MessageAttributes");
  }
  if (name === "RawMessageDelivery" && value !== "true" && value !== "false") {
    throw refused(`Attributes Reason: RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
  }
  // An empty object takes the policy off.
  if (name === "RedrivePolicy" && value && value !== "{}" && !deadLetterTargetArn(value)) {
    throw refused("RedrivePolicy: deadLetterTargetArn must be the ARN of an SQS queue");
  }
}

function validateFilterPolicy(text: string): void {
  const policy = jsonObject(text);
  if (!policy) throw refused("FilterPolicy: failed to parse JSON.");
  for (const [key, value] of Object.entries(policy)) {
    if (typeof value !== "object" || value === null) {
      throw refused(`FilterPolicy: "${key}" must be an object or an array`);
    }
  }
}

function refused(reason: string) {
  return new SnsError("InvalidParameter", `Invalid parameter: ${reason}`);
}
