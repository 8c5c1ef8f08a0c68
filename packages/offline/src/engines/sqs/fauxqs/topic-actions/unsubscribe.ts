import { SnsError } from "../errors.ts";
import type { SnsStore } from "../topic-store.ts";
import { snsSuccessResponse } from "../xml.ts";

export function unsubscribe(params: Record<string, string>, snsStore: SnsStore): string {
  const subscriptionArn = params.SubscriptionArn;
  if (!subscriptionArn) {
    throw new SnsError("InvalidParameter", "SubscriptionArn is required");
  }

  snsStore.unsubscribe(subscriptionArn);
  return snsSuccessResponse("Unsubscribe", "");
}
