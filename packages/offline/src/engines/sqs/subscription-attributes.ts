import { parseFilterPolicy } from "./filter-policy/policy.ts";
import { jsonObject } from "./json-object.ts";
import type { QueueStore } from "./queue-store.ts";
import { deadLetterTargetArn } from "./subscription-dead-letters.ts";

interface Of {
  topicArn: string;
  endpoint: string;
  /** All attributes of the subscription, including the one being checked. */
  attributes: Record<string, string>;
}

/** @returns SNS's reason for refusing the attribute, in its words; undefined if it accepts it */
export function subscriptionAttributeFault(
  name: string,
  value: string,
  of: Of,
  queues: QueueStore,
): string | undefined {
  if (name === "RawMessageDelivery") return rawDeliveryFault(value);
  if (name === "FilterPolicy") return filterPolicyFault(of.attributes);
  if (name === "FilterPolicyScope") return scopeFault(value) ?? filterPolicyFault(of.attributes);
  if (name === "RedrivePolicy") return redrivePolicyFault(value, of, queues);
  return name === "DeliveryPolicy" || name === "SubscriptionRoleArn" ? undefined : "AttributeName";
}

function rawDeliveryFault(value: string): string | undefined {
  return value === "true" || value === "false"
    ? undefined
    : `RawMessageDelivery: Invalid value [${value}]. Must be true or false.`;
}

function scopeFault(value: string): string | undefined {
  return value === "MessageBody" || value === "MessageAttributes"
    ? undefined
    : `FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`;
}

/** An empty object removes the policy. */
function filterPolicyFault({ FilterPolicy: policy, FilterPolicyScope: scope }: Record<string, string>) {
  if (!policy || policy === "{}") return undefined;
  const result = parseFilterPolicy(policy, scope === "MessageBody" ? "MessageBody" : "MessageAttributes");
  return result.status === "invalid" ? result.reason : undefined;
}

function redrivePolicyFault(value: string, { topicArn, endpoint }: Of, queues: QueueStore): string | undefined {
  if (!value || value === "{}") return undefined;
  if (!jsonObject(value)) return "RedrivePolicy: failed to parse JSON.";
  const arn = deadLetterTargetArn(value);
  if (!arn) return "RedrivePolicy: deadLetterTargetArn is an invalid arn";
  const isFifo = topicArn.endsWith(".fifo") && endpoint.endsWith(".fifo");
  if (isFifo && !arn.endsWith(".fifo")) {
    return "RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.";
  }
  return queues.getQueueByArn(arn) ? undefined : "RedrivePolicy: deadLetterTargetArn is an invalid arn";
}
