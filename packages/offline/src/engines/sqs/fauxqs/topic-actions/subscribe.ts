import { SnsError } from "../errors.ts";
import { validateFilterPolicyLimits } from "../filter.ts";
import type { SnsStore } from "../topic-store.ts";
import { escapeXml, snsSuccessResponse } from "../xml.ts";

export function subscribe(params: Record<string, string>, snsStore: SnsStore): string {
  const topicArn = params.TopicArn;
  if (!topicArn) {
    throw new SnsError("InvalidParameter", "TopicArn is required");
  }

  const protocol = params.Protocol;
  if (!protocol) {
    throw new SnsError("InvalidParameter", "Protocol is required");
  }

  const VALID_PROTOCOLS = new Set([
    "http",
    "https",
    "email",
    "email-json",
    "sms",
    "sqs",
    "application",
    "lambda",
    "firehose",
  ]);
  if (!VALID_PROTOCOLS.has(protocol)) {
    throw new SnsError("InvalidParameter", `Invalid parameter: Invalid protocol type: ${protocol}`);
  }

  const endpoint = params.Endpoint;
  if (!endpoint) {
    throw new SnsError("InvalidParameter", "Endpoint is required");
  }

  // Parse subscription attributes
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(params)) {
    const match = key.match(/^Attributes\.entry\.(\d+)\.(key|value)$/);
    if (match) {
      const idx = match[1];
      const field = match[2];
      if (field === "key") {
        attributes[`__key_${idx}`] = value;
      } else {
        attributes[`__val_${idx}`] = value;
      }
    }
  }

  const resolvedAttributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("__key_")) {
      const idx = key.slice(6);
      const val = attributes[`__val_${idx}`];
      if (val !== undefined) {
        resolvedAttributes[value] = val;
      }
    }
  }

  if (resolvedAttributes.FilterPolicy) {
    validateFilterPolicyLimits(resolvedAttributes.FilterPolicy);
  }

  const subscription = snsStore.subscribe(
    topicArn,
    protocol,
    endpoint,
    Object.keys(resolvedAttributes).length > 0 ? resolvedAttributes : undefined,
  );

  if (!subscription) {
    throw new SnsError("NotFound", "Topic does not exist", 404);
  }

  return snsSuccessResponse("Subscribe", `<SubscriptionArn>${escapeXml(subscription.arn)}</SubscriptionArn>`);
}
