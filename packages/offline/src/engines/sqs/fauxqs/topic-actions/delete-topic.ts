import { SnsError } from "../errors.ts";
import type { SnsStore } from "../topic-store.ts";
import { snsSuccessResponse } from "../xml.ts";

export function deleteTopic(params: Record<string, string>, snsStore: SnsStore): string {
  const topicArn = params.TopicArn;
  if (!topicArn) {
    throw new SnsError("InvalidParameter", "TopicArn is required");
  }

  snsStore.deleteTopic(topicArn);
  return snsSuccessResponse("DeleteTopic", "");
}
