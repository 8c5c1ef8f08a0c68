import { consoleSite } from "./alerts.ts";
import { auditTable } from "./audit.ts";
import { canDelete, canGet, canPut, canScan, canSend, canUpdate } from "./helpers/access.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { sweep } from "./helpers/sweep.ts";
import { outboxTable, topics } from "./messaging.ts";

/**
 * The keys that identify us to push services (RFC 8292), base64url, for example from `npx web-push
 * generate-vapid-keys`. If they change, every device must subscribe again.
 */
const vapidPublicKey = new sst.Secret("VapidPublicKey");
const vapidPrivateKey = new sst.Secret("VapidPrivateKey");
/** Whom push services contact about problems: `mailto:…`. */
const vapidSubject = new sst.Secret("VapidSubject");
/** Origins of push services to use besides the browsers', for example your own; `none` for none. */
const ownPushServices = new sst.Secret("OwnPushServices");

/** The devices of each operator. */
const subscriptionTable = new sst.aws.Dynamo("PushSubscriptionTable", {
  fields: { owner: "string" },
  primaryIndex: { hashKey: "owner" },
});

/** Notifications in progress, and what was sent to whom. */
const pushTable = new sst.aws.Dynamo("PushTable", {
  fields: { pk: "string" },
  primaryIndex: { hashKey: "pk" },
  ttl: "expiresAt",
});

/** Notices, each for one device, until its push service has taken them. */
const { queue: sending } = pipeline("PushSendQueue", {
  subject: "shopify",
  consumer: {
    handler: "packages/functions/src/consumers/push-send.handler",
    link: [
      vapidPublicKey,
      vapidPrivateKey,
      vapidSubject,
      ownPushServices,
      consoleSite,
      canGet(subscriptionTable),
      canUpdate(subscriptionTable),
      canGet(pushTable),
      canPut(pushTable),
    ],
    timeoutSeconds: 15,
  },
  // Another company's service, which may be down or ask us to wait for hours.
  tries: 12,
  maxConcurrency: 5,
});

/** Orders, until they are part of the next notification to operators. */
pipeline("ShopifyPushQueue", {
  subject: "shopify",
  from: { topic: topics.shopify, events: ["shopify.order_stored"] },
  consumer: {
    handler: "packages/functions/src/consumers/shopify-push.handler",
    link: [canGet(pushTable), canPut(pushTable), canUpdate(pushTable), canPut(outboxTable)],
    feeds: ["ShopifyTopic"],
  },
  // They all write the same item.
  maxConcurrency: 2,
  tries: 6,
});

/** Digests, until every device has its messages: one for a flood of orders, or one for each of a few. */
pipeline("PushDigestQueue", {
  subject: "shopify",
  awaited: "digest",
  from: { topic: topics.shopify, events: ["push.digest_opened"] },
  // Long enough to see whether it is one order or a flood.
  delaySeconds: 3,
  consumer: {
    handler: "packages/functions/src/consumers/push-digest.handler",
    link: [canGet(pushTable), canPut(pushTable), canDelete(pushTable), canScan(subscriptionTable), canSend(sending)],
    feeds: ["PushSendQueue"],
  },
  tries: 6,
});

/** A digest that nobody closes would collect every later order without announcing any. */
sweep("DigestSweep", {
  handler: "packages/functions/src/schedules/digest-sweep.handler",
  link: [canGet(pushTable), canPut(outboxTable)],
  minutes: 10,
});

/** The push subscriptions' part of the operators' API, for the console. */
export const pushFunction = new sst.aws.Function("PushFunction", {
  handler: "packages/functions/src/api/push.handler",
  link: [
    vapidPublicKey,
    ownPushServices,
    canGet(subscriptionTable),
    canUpdate(subscriptionTable),
    canSend(sending),
    canPut(auditTable),
    canUpdate(auditTable),
  ],
});
