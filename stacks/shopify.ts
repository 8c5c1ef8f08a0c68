import { auditTable } from "./audit.ts";
import {
  canBatchWrite,
  canCheck,
  canDelete,
  canGet,
  canPut,
  canQuery,
  canScan,
  canSend,
  canUpdate,
} from "./helpers/access.ts";
import { httpApi } from "./helpers/http-api.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { sweep } from "./helpers/sweep.ts";
import { journeyTable } from "./journey.ts";
import { outboxTable, topics } from "./messaging.ts";
import { productTable, stockTable } from "./sales-data.ts";

/** Whose webhooks are taken: the shop's domain, and what it signs with. While a secret is rotated, both are valid. */
const shop = new sst.Secret("ShopifyShop");
const webhookSecret = new sst.Secret("ShopifyWebhookSecret");
const previousWebhookSecret = new sst.Secret("ShopifyWebhookSecretPrevious");

/** Orders as Shopify has them, with what has been taken from stock for each. */
const shopifyOrderTable = new sst.aws.Dynamo("ShopifyOrderTable", {
  fields: {
    id: "string",
    kind: "string",
    name: "string",
    email: "string",
    correlationId: "string",
    firstStoredAt: "string",
  },
  primaryIndex: { hashKey: "id" },
  // An order is some 3 KB, and each index with all of it a further order to write: only the one that lists are filtered by has it.
  globalIndexes: {
    recent: { hashKey: "kind", rangeKey: "firstStoredAt" },
    byName: { hashKey: "name", rangeKey: "firstStoredAt", projection: "keys-only" },
    byEmail: { hashKey: "email", rangeKey: "firstStoredAt", projection: "keys-only" },
    byCorrelation: { hashKey: "correlationId", projection: "keys-only" },
  },
});

/** Of which deliveries the effects have happened, for good. */
const shopifyInboxTable = new sst.aws.Dynamo("ShopifyInboxTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
});

/** What came of each delivery. */
const shopifyDeliveryTable = new sst.aws.Dynamo("ShopifyDeliveryTable", {
  fields: { webhookId: "string", id: "string", kind: "string", orderKey: "string" },
  primaryIndex: { hashKey: "webhookId", rangeKey: "id" },
  globalIndexes: {
    recent: { hashKey: "kind", rangeKey: "id" },
    byOrder: { hashKey: "orderKey", rangeKey: "id" },
  },
});

/** Raw bodies, for thirty days. */
const shopifyBodyTable = new sst.aws.Dynamo("ShopifyBodyTable", {
  fields: { id: "string", part: "string" },
  primaryIndex: { hashKey: "id", rangeKey: "part" },
  ttl: "expiresAt",
});

/** What orders wait for: goods, in the order in which they get them, and SKUs that nobody has mapped. */
const shopifyOpenTable = new sst.aws.Dynamo("ShopifyOpenTable", {
  fields: { kind: "string", place: "string" },
  primaryIndex: { hashKey: "kind", rangeKey: "place" },
});

/** What a piece of a SKU stands for. */
const shopifySkuTable = new sst.aws.Dynamo("ShopifySkuTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
});

/** What the door has turned away, counted. */
const shopifyRefusalTable = new sst.aws.Dynamo("ShopifyRefusalTable", {
  fields: { reason: "string", hour: "string" },
  primaryIndex: { hashKey: "reason", rangeKey: "hour" },
  ttl: "expiresAt",
});

/** What operators have to do for customers. */
const shopifyTaskTable = new sst.aws.Dynamo("ShopifyTaskTable", {
  fields: { id: "string", kindKey: "string", receivedAt: "string" },
  primaryIndex: { hashKey: "id" },
  globalIndexes: { recent: { hashKey: "kindKey", rangeKey: "receivedAt" } },
});

/** What storing orders takes, and taking them up again. */
const canStore = [
  canScan(productTable),
  canGet(stockTable),
  canUpdate(stockTable),
  canGet(shopifyOrderTable),
  canPut(shopifyOrderTable),
  canGet(shopifyInboxTable),
  canPut(shopifyInboxTable),
  canPut(shopifyDeliveryTable),
  canQuery(shopifyBodyTable),
  canBatchWrite(shopifyBodyTable),
  canPut(shopifyTaskTable),
  canPut(shopifyOpenTable),
  canDelete(shopifyOpenTable),
  canGet(shopifySkuTable),
  canCheck(shopifySkuTable),
  canPut(outboxTable),
];

/** Deliveries as they came, until they are stored, with the stock they take. */
const deliveries = pipeline("ShopifyQueue", {
  subject: "shopify",
  awaited: "shop-order",
  consumer: {
    handler: "packages/functions/src/consumers/shopify.handler",
    link: canStore,
    feeds: ["ShopifyTopic", "StockTopic", "OrderTopic"],
  },
  tries: 8,
  maximumMessageBytes: 1024 * 1024,
  // Batches that are stored at the same time: a flood takes longer and does not fight the store for its stock.
  maxConcurrency: 2,
});

const doorFunction = new sst.aws.Function("ShopifyFunction", {
  handler: "packages/functions/src/api/shopify.handler",
  memory: "1024 MB",
  link: [shop, webhookSecret, previousWebhookSecret, canSend(deliveries.queue), canUpdate(shopifyRefusalTable)],
});
export const shopifyApi = httpApi("ShopifyApi", { browser: false, feeds: ["ShopifyQueue"] });
shopifyApi.route("$default", doorFunction.arn);

/** Units that have come in for whoever is owed them, until they have been handed out. */
pipeline("ShopifyServeQueue", {
  subject: "shopify",
  awaited: "goods",
  from: { topic: topics.stock, events: ["stock.reserved"] },
  consumer: {
    handler: "packages/functions/src/consumers/shopify-serve.handler",
    link: [
      canScan(productTable),
      canGet(stockTable),
      canUpdate(stockTable),
      canGet(shopifyOrderTable),
      canPut(shopifyOrderTable),
      canQuery(shopifyOpenTable),
      canPut(shopifyOpenTable),
      canDelete(shopifyOpenTable),
      canPut(outboxTable),
    ],
    feeds: ["ShopifyTopic"],
  },
  tries: 8,
  maxConcurrency: 2,
});

/** SKUs that were mapped, until the orders that wait for it have been taken up again. */
pipeline("ShopifyReplayQueue", {
  subject: "shopify",
  awaited: "sku",
  from: { topic: topics.shopify, events: ["shopify.sku_mapped"] },
  consumer: {
    handler: "packages/functions/src/consumers/shopify-replay.handler",
    link: [...canStore, canQuery(shopifyOpenTable)],
    feeds: ["ShopifyTopic", "StockTopic", "OrderTopic"],
  },
  // Each goes on where the one before ended.
  tries: 50,
  maxConcurrency: 2,
});

/**
 * Deliveries that were given up, until an operator has seen to them. No try of ours mends one, so each comes to rest in the
 * dead-letter queue at once, with its reason, and the alarm there rings: once, however many come.
 */
pipeline("ShopifyGivenUpQueue", {
  subject: "shopify",
  from: { topic: topics.shopify, events: ["shopify.delivery_given_up"] },
  consumer: {
    handler: "packages/functions/src/consumers/shopify-given-up.handler",
    link: [canQuery(shopifyDeliveryTable)],
  },
  maxConcurrency: 2,
});

/** What customers and shops have a right to, until it has been done. */
pipeline("ShopifyPrivacyQueue", {
  subject: "shopify",
  awaited: "privacy",
  from: { topic: topics.shopify, events: ["shopify.privacy_requested"] },
  consumer: {
    handler: "packages/functions/src/consumers/shopify-privacy.handler",
    link: [
      canGet(shopifyOrderTable),
      canQuery(shopifyOrderTable, "byEmail"),
      canQuery(shopifyOrderTable, "recent"),
      canPut(shopifyOrderTable),
      canQuery(shopifyDeliveryTable),
      canQuery(shopifyDeliveryTable, "byOrder"),
      canQuery(shopifyDeliveryTable, "recent"),
      canUpdate(shopifyDeliveryTable),
      canQuery(shopifyBodyTable),
      canBatchWrite(shopifyBodyTable),
      canQuery(shopifyTaskTable, "recent"),
      canUpdate(shopifyTaskTable),
      canDelete(shopifyOpenTable),
    ],
    timeoutSeconds: 60,
  },
  batchSize: 1,
  // Each goes on where the one before ended.
  tries: 50,
});

/** What orders and people wait for does not depend on a message. */
sweep("ShopifySweep", {
  handler: "packages/functions/src/schedules/shopify-sweep.handler",
  link: [shop, canQuery(shopifyOpenTable), canGet(shopifySkuTable), canPut(outboxTable)],
  minutes: 10,
});

/** Sample webhooks, a second's at a time, until the door has them. */
const samples = pipeline("ShopifySampleQueue", {
  subject: "shopify",
  consumer: {
    handler: "packages/functions/src/consumers/shopify-samples.handler",
    link: [shop, webhookSecret, shopifyApi],
    timeoutSeconds: 30,
    feeds: ["ShopifyApi"],
  },
  batchSize: 1,
  maxConcurrency: 2,
});

/** Orders from Shopify for the console: the part of the operators' API that belongs to them. */
export const shopifyConsoleFunction = new sst.aws.Function("ShopifyConsoleFunction", {
  handler: "packages/functions/src/api/shopify-console.handler",
  link: [
    shop,
    shopifyApi,
    canScan(productTable),
    canGet(shopifyOrderTable),
    canQuery(shopifyOrderTable, "recent"),
    canQuery(shopifyOrderTable, "byName"),
    canQuery(shopifyOrderTable, "byEmail"),
    canQuery(shopifyOrderTable, "byCorrelation"),
    canQuery(shopifyDeliveryTable),
    canQuery(shopifyDeliveryTable, "recent"),
    canQuery(shopifyDeliveryTable, "byOrder"),
    canUpdate(shopifyDeliveryTable),
    canQuery(shopifyBodyTable),
    canBatchWrite(shopifyBodyTable),
    canQuery(shopifyOpenTable),
    canScan(shopifySkuTable),
    canPut(shopifySkuTable),
    canUpdate(shopifySkuTable),
    canQuery(shopifyRefusalTable),
    canQuery(shopifyTaskTable, "recent"),
    canUpdate(shopifyTaskTable),
    canQuery(journeyTable),
    canSend(deliveries.queue),
    canSend(samples.queue),
    canPut(outboxTable),
    canPut(auditTable),
    canUpdate(auditTable),
  ],
});
