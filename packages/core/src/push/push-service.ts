import { encryptNotification } from "@block65/webcrypto-web-push";
import type { PushMessage } from "@donut/contracts/push";
import { importJWK, SignJWT } from "jose";
import { beginningOf } from "../keepable.ts";
import type { StoredSubscription } from "./subscriptions.ts";

export interface VapidKeys {
  /** Raw P-256 point, base64url. */
  publicKey: string;
  /** Raw scalar, base64url. */
  privateKey: string;
  /** Whom a push service contacts about problems: `mailto:…` or `https://…`. */
  subject: string;
}

export type Pushed =
  | { status: "taken" }
  /** The subscription no longer exists. */
  | { status: "gone" }
  | { status: "too-large" }
  /** Retrying may help, after `retryAfterSeconds` if the service said so. */
  | { status: "unavailable"; reason: string; retryAfterSeconds?: number }
  /** The service does not accept this from us; retrying cannot help. */
  | { status: "refused"; reason: string };

const timeoutMs = 6_000;
const tokenSeconds = 12 * 3600;
/** Later than this after the order, the notification is no longer news. */
const keptForSeconds = 4 * 3600;
const longestWaitSeconds = 3600;
const maxReasonLength = 300;

/**
 * Sends one message to a push service (RFC 8030), encrypted for one device (RFC 8291) and signed with our key (RFC
 * 8292).
 */
export async function pushTo(
  { endpoint, publicKey, authSecret }: Pick<StoredSubscription, "endpoint" | "publicKey" | "authSecret">,
  { message, topic, vapid, signal }: { message: PushMessage; topic: string; vapid: VapidKeys; signal: AbortSignal },
): Promise<Pushed> {
  const plain = new TextEncoder().encode(JSON.stringify(message));
  const keys = { p256dh: publicKey, auth: authSecret };
  const body = await encryptNotification({ endpoint, expirationTime: null, keys }, plain, { pad: false });
  const authorization = `vapid t=${await tokenFor(endpoint, vapid)}, k=${vapid.publicKey}`;
  let response: Response;
  let text: string;
  try {
    response = await fetch(endpoint, {
      method: "POST",
      headers: {
        authorization,
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        ttl: String(keptForSeconds),
        urgency: "high",
        topic,
      },
      body,
      // Only this address was checked to be a push service's.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    text = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    return { status: "unavailable", reason: `The push service did not answer: ${causeOf(error)}` };
  }
  return outcomeOf(response, text);
}

function outcomeOf({ status, ok, headers }: Response, text: string): Pushed {
  if (ok) return { status: "taken" };
  if (status === 404 || status === 410) return { status: "gone" };
  if (status === 413) return { status: "too-large" };
  const reason = `The push service answered ${status}: ${beginningOf(text, maxReasonLength)}`;
  if (status !== 408 && status !== 429 && status < 500) return { status: "refused", reason };
  const wait = secondsIn(headers.get("retry-after"));
  return { status: "unavailable", reason, ...(wait !== undefined && { retryAfterSeconds: wait }) };
}

/** @returns the seconds in a Retry-After header, which is a number or a date; an hour at most */
function secondsIn(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(longestWaitSeconds, Math.max(1, seconds));
}

async function tokenFor(endpoint: string, { publicKey, privateKey, subject }: VapidKeys): Promise<string> {
  const point = Buffer.from(publicKey, "base64url");
  const key = await importJWK(
    {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
      d: privateKey,
    },
    "ES256",
  );
  return new SignJWT()
    .setProtectedHeader({ typ: "JWT", alg: "ES256" })
    .setAudience(new URL(endpoint).origin)
    .setExpirationTime(Math.floor(Date.now() / 1000) + tokenSeconds)
    .setSubject(subject)
    .sign(key);
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
