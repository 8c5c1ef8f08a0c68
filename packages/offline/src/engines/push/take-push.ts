import { createECDH } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { decrypt } from "http_ece";
import type { Behaviour } from "./behaviour.ts";
import type { PushStore, Subscription } from "./store.ts";
import { checkVapid } from "./vapid.ts";

export interface PushAnswer {
  status: number;
  /** For people who read a log: the protocol defines no body. */
  reason?: string;
  retryAfterSeconds?: number;
  pushId?: number;
}

const longestTtlSeconds = 28 * 24 * 3600;
const topicPattern = /^[A-Za-z0-9_-]{1,32}$/;
const urgencies = ["very-low", "low", "normal", "high"];

/** Accepts a message for a subscription (RFC 8030, 5), or says why not, as strictly as the strictest push service. */
export async function takePush(
  subscriptionId: string,
  { headers, body }: { headers: IncomingHttpHeaders; body: Buffer | "too large" },
  { store, origin, behaviour }: { store: PushStore; origin: string; behaviour: Behaviour },
): Promise<PushAnswer> {
  const { answer, retryAfterSeconds, largestBytes } = behaviour;
  if (answer !== 201)
    return {
      status: answer,
      reason: "This push service is told to answer so (PUT /behaviour).",
      ...([429, 503].includes(answer) && { retryAfterSeconds }),
    };
  const subscription = store.subscription(subscriptionId);
  if (subscription === undefined) return { status: 404, reason: "There is no such subscription." };
  if (subscription.unsubscribedAt) return { status: 410, reason: "The subscription has ended." };
  const vapid = await checkVapid(headers.authorization, { origin, serverKey: subscription.serverKey });
  if (vapid.status === "unauthorized") return { status: 401, reason: vapid.reason };
  if (vapid.status === "forbidden") return { status: 403, reason: vapid.reason };
  if (body === "too large" || body.length > largestBytes)
    return { status: 413, reason: `The body may have ${largestBytes} bytes.` };
  const wrong = wrongHeader(headers);
  if (wrong !== undefined) return { status: 400, reason: wrong };
  const text = decrypted(body, subscription);
  if (text === undefined) return { status: 400, reason: "The body cannot be decrypted with the subscription's keys." };
  const { topic, urgency = "normal", ttl } = headers;
  return {
    status: 201,
    pushId: store.add({
      subscriptionId,
      ...(topic !== undefined && { topic: String(topic) }),
      urgency: String(urgency),
      ttlSeconds: Math.min(Number(ttl), longestTtlSeconds),
      bytes: body.length,
      text,
    }),
  };
}

function wrongHeader({ ttl, topic, urgency, "content-encoding": encoding }: IncomingHttpHeaders): string | undefined {
  if (!/^\d{1,9}$/.test(String(ttl))) return "TTL must be given: seconds for which the message is kept.";
  if (topic !== undefined && !topicPattern.test(String(topic)))
    return "Topic may have 32 characters of the base64url alphabet.";
  if (urgency !== undefined && !urgencies.includes(String(urgency)))
    return `Urgency must be one of ${urgencies.join(", ")}.`;
  if (encoding !== "aes128gcm") return "Content-Encoding must be aes128gcm.";
  return undefined;
}

function decrypted(body: Buffer, { privateKey, auth }: Subscription): string | undefined {
  const keys = createECDH("prime256v1");
  keys.setPrivateKey(privateKey, "base64url");
  try {
    return decrypt(body, { version: "aes128gcm", privateKey: keys, authSecret: auth }).toString("utf8");
  } catch {
    return undefined;
  }
}
