import type { PushSubscription, PushSubscriptionInput, PushSubscriptions } from "@donut/contracts/push";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";

export type Subscriptions = PushSubscriptions;
export type { PushSubscription };

const url = `${adminUrl}/push/subscriptions`;

export const subscriptionsQuery = queryOptions({
  queryKey: ["admin", "push"],
  queryFn: ({ signal }) => call<Subscriptions>(url, { signal }),
});

export async function addSubscription(subscription: PushSubscriptionInput): Promise<PushSubscription> {
  const answer = await call<{ subscription: PushSubscription }>(url, { method: "POST", body: subscription });
  return answer.subscription;
}

export function removeSubscription(id: string): Promise<unknown> {
  return call(`${url}/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** Reports that an operator has the console open on this device, which extends its notifications. */
export function noteSeen(id: string): Promise<unknown> {
  return call(`${url}/${encodeURIComponent(id)}/seen`, { method: "POST" });
}

export function sendTest(subscriptionId: string): Promise<unknown> {
  return call(`${adminUrl}/push/test`, { method: "POST", body: { subscriptionId } });
}
