import { SnsError } from "../errors.ts";
import type { SnsStore } from "../topic-store.ts";
import { snsSuccessResponse } from "../xml.ts";

export function setTopicAttributes(params: Record<string, string>, snsStore: SnsStore): string {
  const topicArn = params.TopicArn;
  if (!topicArn) {
    throw new SnsError("InvalidParameter", "TopicArn is required");
  }

  const topic = snsStore.getTopic(topicArn);
  if (!topic) {
    throw new SnsError("NotFound", "Topic does not exist", 404);
  }

  const attributeName = params.AttributeName;
  const attributeValue = params.AttributeValue ?? "";

  if (attributeName) {
    const VALID_TOPIC_ATTRIBUTES = new Set([
      "DisplayName",
      "Policy",
      "DeliveryPolicy",
      "KmsMasterKeyId",
      "KmsDataKeyReusePeriodSeconds",
      "TracingConfig",
      "SignatureVersion",
      "ContentBasedDeduplication",
      "FifoThroughputScope",
    ]);
    if (!VALID_TOPIC_ATTRIBUTES.has(attributeName)) {
      throw new SnsError("InvalidParameter", `Invalid parameter: AttributeName`);
    }
    topic.attributes[attributeName] = attributeValue;
    snsStore.persistence?.updateTopicAttributes(topicArn, topic.attributes);
  }

  return snsSuccessResponse("SetTopicAttributes", "");
}
