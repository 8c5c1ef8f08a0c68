import * as z from "zod";
import { faultText } from "./faults.ts";

/** Web Push for operators: `/push/*` of the operators' API, and the messages their devices receive. */

export const pushLimits = {
  /** Devices per operator. */
  devices: 10,
  /** Up to this many orders at a time are announced one by one; more are announced in one notification. */
  oneByOne: 5,
  /** "At a time" means within this many seconds. */
  floodSeconds: 10,
  /** A device is notified for this many days after an operator last had the console open there. */
  days: 14,
} as const;

export const pushLanguage = z.enum(["en", "ko"]);
export type PushLanguage = z.infer<typeof pushLanguage>;

const base64url = /^[A-Za-z0-9_-]+={0,2}$/;
const bytes = (text: string) => Math.floor((text.replace(/=+$/, "").length * 3) / 4);
const key = (length: number, what: string) =>
  z
    .string(what)
    .max(2 * length, what)
    .refine((it) => base64url.test(it) && bytes(it) === length, what);

/** What a browser's `subscribe()` returns, and how the operator wants to be notified there. */
export const pushSubscriptionInput = z.object(
  {
    endpoint: z.string(faultText("endpoint")).min(1).max(2_000),
    keys: z.object(
      {
        p256dh: key(65, faultText("p256-key")),
        auth: key(16, faultText("key-bytes", { bytes: 16 })),
      },
      faultText("one-of", { values: "{p256dh, auth}" }),
    ),
    language: pushLanguage.default("en"),
    /** The operator's name for the device: `Chrome on a Mac`. */
    device: z.string().trim().min(1).max(100).optional(),
  },
  faultText("subscription"),
);
export type PushSubscriptionInput = z.infer<typeof pushSubscriptionInput>;

export const pushSubscription = z.object({
  /** Derived from the endpoint: the same browser always has the same id. */
  id: z.string(),
  /** Host of the push service that delivers the messages: `fcm.googleapis.com`. */
  service: z.string(),
  device: z.string().optional(),
  language: pushLanguage,
  addedAt: z.iso.datetime(),
  /** When its notifications end, unless its operator opens the console there before. */
  until: z.iso.datetime(),
});
export type PushSubscription = z.infer<typeof pushSubscription>;

export const pushSubscriptions = z.object({
  subscriptions: z.array(pushSubscription),
  /** The key that a browser subscribes with, base64url. */
  publicKey: z.string(),
  limit: z.int(),
  /** The deployment's own push services, for browsers that cannot reach their vendor's. */
  services: z.array(z.url()),
});

export type PushSubscriptions = z.infer<typeof pushSubscriptions>;

export const pushTestInput = z.strictObject(
  { subscriptionId: z.string().max(100).optional() },
  faultText("one-of", { values: "{subscriptionId?}" }),
);

/**
 * The decrypted content of a push: a declarative push message, which some browsers show by themselves and the web app's
 * service worker shows everywhere else. https://www.w3.org/TR/push-api/#declarative-push-message
 */
export const pushMessage = z.object({
  web_push: z.literal(8030),
  notification: z.object({
    title: z.string(),
    body: z.string().optional(),
    lang: pushLanguage,
    /** A later notification with the same tag replaces this one. */
    tag: z.string(),
    /** URL of the page that a click opens. */
    navigate: z.url(),
    /** When it happened, in milliseconds since the epoch. */
    timestamp: z.int(),
  }),
});
export type PushMessage = z.infer<typeof pushMessage>;
