import { SnsError } from "../errors.ts";
import type { SnsStore } from "../topic-store.ts";
import { escapeXml, snsSuccessResponse } from "../xml.ts";

export function tagResource(params: Record<string, string>, snsStore: SnsStore): string {
  const resourceArn = params.ResourceArn;
  if (!resourceArn) {
    throw new SnsError("InvalidParameter", "ResourceArn is required");
  }

  const topic = snsStore.getTopic(resourceArn);
  if (!topic) {
    throw new SnsError("NotFound", "Resource does not exist", 404);
  }

  // Parse Tags.member.N.Key/Value
  for (const [key, value] of Object.entries(params)) {
    const match = key.match(/^Tags\.member\.(\d+)\.Key$/);
    if (match) {
      const idx = match[1];
      const tagValue = params[`Tags.member.${idx}.Value`] ?? "";
      topic.tags.set(value, tagValue);
    }
  }

  snsStore.persistence?.insertTopic(topic);

  return snsSuccessResponse("TagResource", "");
}

export function untagResource(params: Record<string, string>, snsStore: SnsStore): string {
  const resourceArn = params.ResourceArn;
  if (!resourceArn) {
    throw new SnsError("InvalidParameter", "ResourceArn is required");
  }

  const topic = snsStore.getTopic(resourceArn);
  if (!topic) {
    throw new SnsError("NotFound", "Resource does not exist", 404);
  }

  // Parse TagKeys.member.N
  for (const [key, value] of Object.entries(params)) {
    const match = key.match(/^TagKeys\.member\.(\d+)$/);
    if (match) {
      topic.tags.delete(value);
    }
  }

  snsStore.persistence?.insertTopic(topic);

  return snsSuccessResponse("UntagResource", "");
}

export function listTagsForResource(params: Record<string, string>, snsStore: SnsStore): string {
  const resourceArn = params.ResourceArn;
  if (!resourceArn) {
    throw new SnsError("InvalidParameter", "ResourceArn is required");
  }

  const topic = snsStore.getTopic(resourceArn);
  if (!topic) {
    throw new SnsError("NotFound", "Resource does not exist", 404);
  }

  const membersXml = [...topic.tags]
    .map(([key, value]) => `<member><Key>${escapeXml(key)}</Key><Value>${escapeXml(value)}</Value></member>`)
    .join("\n    ");

  return snsSuccessResponse("ListTagsForResource", `<Tags>${membersXml}</Tags>`);
}
