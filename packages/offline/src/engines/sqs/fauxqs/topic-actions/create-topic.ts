import type { CreateTopicResponse } from "@aws-sdk/client-sns";
import { DEFAULT_REGION, regionFromAuth } from "../addresses.ts";
import { SnsError } from "../errors.ts";
import type { SnsStore } from "../topic-store.ts";
import { snsSuccessResponse } from "../xml.ts";

export function createTopic(
  params: Record<string, string>,
  snsStore: SnsStore,
  _queues: unknown,
  request: { headers: Record<string, string | undefined> },
): string {
  const name = params.Name;
  if (!name) {
    throw new SnsError("InvalidParameter", "Topic name is required");
  }

  if (name.length > 256) {
    throw new SnsError("InvalidParameter", "Invalid parameter: Topic name too long");
  }

  // Validate topic name characters: only [A-Za-z0-9_-] allowed (strip .fifo suffix before checking)
  const nameToValidate = name.endsWith(".fifo") ? name.slice(0, -5) : name;
  if (!/^[A-Za-z0-9_-]+$/.test(nameToValidate)) {
    throw new SnsError(
      "InvalidParameter",
      "Invalid parameter: Topic name must contain only alphanumeric characters, hyphens, and underscores",
    );
  }

  const attributes: Record<string, string> = {};
  const tags: Record<string, string> = {};

  // Parse Attributes.entry.N.key/value
  for (const [key, value] of Object.entries(params)) {
    const attrMatch = key.match(/^Attributes\.entry\.(\d+)\.(key|value)$/);
    if (attrMatch) {
      const idx = attrMatch[1];
      const field = attrMatch[2];
      if (field === "key") {
        attributes[`__key_${idx}`] = value;
      } else {
        attributes[`__val_${idx}`] = value;
      }
    }
    const tagMatch = key.match(/^Tags\.member\.(\d+)\.(Key|Value)$/);
    if (tagMatch) {
      const idx = tagMatch[1];
      const field = tagMatch[2];
      if (field === "Key") {
        tags[`__key_${idx}`] = value;
      } else {
        tags[`__val_${idx}`] = value;
      }
    }
  }

  // Resolve indexed attributes
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

  const resolvedTags: Record<string, string> = {};
  for (const [key, value] of Object.entries(tags)) {
    if (key.startsWith("__key_")) {
      const idx = key.slice(6);
      const val = tags[`__val_${idx}`];
      if (val !== undefined) {
        resolvedTags[value] = val;
      }
    }
  }

  // FIFO topic validation
  const isFifoName = name.endsWith(".fifo");
  const isFifoAttr = resolvedAttributes.FifoTopic === "true";

  if (isFifoName && !isFifoAttr) {
    throw new SnsError("InvalidParameter", "Invalid parameter: Topic Name");
  }
  if (isFifoAttr && !isFifoName) {
    throw new SnsError("InvalidParameter", "Invalid parameter: Fifo Topic names must end with .fifo suffix");
  }
  const scope = resolvedAttributes.FifoThroughputScope;
  if (scope !== undefined && (!isFifoAttr || (scope !== "Topic" && scope !== "MessageGroup"))) {
    throw new SnsError("InvalidParameter", "Invalid parameter: Attributes Reason: FifoThroughputScope");
  }
  // A standard topic has no such attribute.
  if (!isFifoAttr) delete resolvedAttributes.FifoTopic;

  if (resolvedAttributes.FifoTopic === "true") {
    if (resolvedAttributes.ContentBasedDeduplication === undefined) {
      resolvedAttributes.ContentBasedDeduplication = "false";
    }
  }

  const region = regionFromAuth(request.headers.authorization) ?? snsStore.region ?? DEFAULT_REGION;
  const topic = snsStore.createTopic(
    name,
    Object.keys(resolvedAttributes).length > 0 ? resolvedAttributes : undefined,
    Object.keys(resolvedTags).length > 0 ? resolvedTags : undefined,
    region,
  );

  const result = { TopicArn: topic.arn } satisfies CreateTopicResponse;
  return snsSuccessResponse("CreateTopic", `<TopicArn>${result.TopicArn}</TopicArn>`);
}
