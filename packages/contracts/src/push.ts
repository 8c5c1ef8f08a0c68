import * as z from "zod";
import { faultText } from "./faults.ts";

/** Web Push to operators: `/push/*` of the operators' API, and what their devices get. */

export const pushLimits = {
  /** Devices of one operator. */
  devices: 10,
  /** So many orders at a time are told one by one; from one more on, in one notification. */
  oneByOne: 5,
  /** "At a time": within so many seconds. */
  floodSeconds: 10,
  /** A device is told for so long after an operator had the console open there. */
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

/** What a browser's `subscribe()` gives, and how the operator wants to be told there. */
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
    /** What the operator calls the device: `Chrome on a Mac`. */
    device: z.string().trim().min(1).max(100).optional(),
  },
  faultText("subscription"),
);
export type PushSubscriptionInput = z.infer<typeof pushSubscriptionInput>;

export const pushSubscription = z.object({
  /** Made from the endpoint: the same browser has the same. */
  id: z.string(),
  /** Host of the push service that carries the messages: `fcm.googleapis.com`. */
  service: z.string(),
  device: z.string().optional(),
  language: pushLanguage,
  addedAt: z.iso.datetime(),
  /** It is told nothing after, unless its operator opens the console there before. */
  until: z.iso.datetime(),
});
export type PushSubscription = z.infer<typeof pushSubscription>;

export const pushSubscriptions = z.object({
  subscriptions: z.array(pushSubscription),
  /** The key that a browser subscribes with, base64url. */
  publicKey: z.string(),
  limit: z.int(),
  /** Push services of the deployment's own, which can be subscribed to where a browser reaches none of its vendor's. */
  services: z.array(z.url()),
});

export type PushSubscriptions = z.infer<typeof pushSubscriptions>;

export const pushTestInput = z.strictObject(
  { subscriptionId: z.string().max(100).optional() },
  faultText("one-of", { values: "{subscriptionId?}" }),
);

/**
 * What is pushed, decrypted: a declarative push message, which some browsers show by themselves and the service worker
 * of the web app shows everywhere else. https://www.w3.org/TR/push-api/#declarative-push-message
 */
export const pushMessage = z.object({
  web_push: z.literal(8030),
  notification: z.object({
    title: z.string(),
    body: z.string().optional(),
    lang: pushLanguage,
    /** A later notification with the same tag takes this one's place. */
    tag: z.string(),
    /** Address of the page that a click leads to. */
    navigate: z.url(),
    /** Milliseconds since the epoch: when it happened. */
    timestamp: z.int(),
  }),
});
export type PushMessage = z.infer<typeof pushMessage>;
