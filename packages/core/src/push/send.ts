import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { expiry } from "./collect.ts";
import { isOvertaken } from "./digest.ts";
import { checkEndpoint } from "./endpoint.ts";
import { messageOf, topicOf } from "./message.ts";
import { noticeKey, type PushOrder } from "./notice.ts";
import { type Pushed, pushTo } from "./push-service.ts";
import { forgetSubscription, ownServices, readSubscription, type StoredSubscription } from "./subscriptions.ts";

export type Sent =
  | { status: "sent" }
  /** It was pushed before. */
  | { status: "repeated" }
  /** The operator has removed the device. */
  | { status: "removed" }
  /** The device has unsubscribed or no longer exists; its subscription is deleted. */
  | { status: "gone" }
  /** A later notice of its flood counts these orders. */
  | { status: "overtaken" }
  | Extract<Pushed, { status: "unavailable" | "refused" }>;

/**
 * Pushes a notice to one device and records that afterwards. If the worker stops in between, the notice is pushed
 * again, and the second push replaces the first on the device (same topic, same tag).
 */
export async function sendPush({ owner, subscriptionId, notice }: PushOrder, signal: AbortSignal): Promise<Sent> {
  const key = { pk: `sent#${subscriptionId}#${noticeKey(notice)}` };
  const [subscription, before] = await Promise.all([readSubscription(owner, subscriptionId), readSent(key)]);
  if (before !== undefined) return { status: "repeated" };
  if (subscription === undefined) return { status: "removed" };
  if (notice.kind === "flood" && (await isOvertaken(notice))) return { status: "overtaken" };
  const allowed = checkEndpoint(subscription.endpoint, ownServices());
  if (allowed.status === "refused") return { status: "refused", reason: `The endpoint ${allowed.reason}.` };

  const pushed = await pushAsLongAsFits({ subscription, notice, signal });
  if (pushed.status === "gone") {
    await forgetSubscription(owner, subscription);
    return { status: "gone" };
  }
  if (pushed.status === "too-large")
    return { status: "refused", reason: "The push service found even the short message too large (413)." };
  if (pushed.status !== "taken") return pushed;
  await noteSent(key);
  return { status: "sent" };
}

async function pushAsLongAsFits({
  subscription,
  notice,
  signal,
}: {
  subscription: StoredSubscription;
  notice: PushOrder["notice"];
  signal: AbortSignal;
}): Promise<Pushed> {
  const push = (short: boolean) =>
    pushTo(subscription, {
      message: messageOf(notice, { language: subscription.language, web: Resource.Console.url, short }),
      topic: topicOf(notice),
      vapid: {
        publicKey: Resource.VapidPublicKey.value,
        privateKey: Resource.VapidPrivateKey.value,
        subject: Resource.VapidSubject.value,
      },
      signal,
    });
  const whole = await push(false);
  return whole.status === "too-large" ? push(true) : whole;
}

async function readSent(key: { pk: string }) {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.PushTable.name, Key: key, ConsistentRead: true }),
  );
  return item;
}

async function noteSent(key: { pk: string }): Promise<void> {
  await dynamodb.send(new PutCommand({ TableName: Resource.PushTable.name, Item: { ...key, expiresAt: expiry() } }));
}
