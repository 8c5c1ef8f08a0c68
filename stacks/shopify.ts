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
import { wishTable } from "./wishes.ts";

/**
 * Whose webhooks are accepted: the shop's domain and its signing secrets. While a secret is rotated, both are valid.
 */
const shop = new sst.Secret("ShopifyShop");
const webhookSecret = new sst.Secret("ShopifyWebhookSecret");
const previousWebhookSecret = new sst.Secret("ShopifyWebhookSecretPrevious");

/** Orders in their current state at Shopify, with what has been taken from stock for each. */
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
  // An order has about 3 KB, and a full copy in an index costs as much as another order: only the index that lists
  // filter by has it.
  globalIndexes: {
    recent: { hashKey: "kind", rangeKey: "firstStoredAt" },
    byName: { hashKey: "name", rangeKey: "firstStoredAt", projection: "keys-only" },
    byEmail: { hashKey: "email", rangeKey: "firstStoredAt", projection: "keys-only" },
    byCorrelation: { hashKey: "correlationId", projection: "keys-only" },
  },
});

/** Deliveries that have taken effect; kept permanently. */
const shopifyInboxTable = new sst.aws.Dynamo("ShopifyInboxTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
});

/** The result of each delivery. */
const shopifyDeliveryTable = new sst.aws.Dynamo("ShopifyDeliveryTable", {
  fields: { webhookId: "string", id: "string", kind: "string", orderKey: "string" },
  primaryIndex: { hashKey: "webhookId", rangeKey: "id" },
  globalIndexes: {
    recent: { hashKey: "kind", rangeKey: "id" },
    byOrder: { hashKey: "orderKey", rangeKey: "id" },
  },
});

/** Raw bodies, kept for thirty days. */
const shopifyBodyTable = new sst.aws.Dynamo("ShopifyBodyTable", {
  fields: { id: "string", part: "string" },
  primaryIndex: { hashKey: "id", rangeKey: "part" },
  ttl: "expiresAt",
});

/** What orders wait for: units, in the order in which they are served, and unmapped SKUs. */
const shopifyOpenTable = new sst.aws.Dynamo("ShopifyOpenTable", {
  fields: { kind: "string", place: "string" },
  primaryIndex: { hashKey: "kind", rangeKey: "place" },
});

/** What one piece of a SKU stands for. */
const shopifySkuTable = new sst.aws.Dynamo("ShopifySkuTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
});

/** Counts of the requests that the webhook endpoint refused. */
const shopifyRefusalTable = new sst.aws.Dynamo("ShopifyRefusalTable", {
  fields: { reason: "string", hour: "string" },
  primaryIndex: { hashKey: "reason", rangeKey: "hour" },
  ttl: "expiresAt",
});

/** Tasks that operators have to do for customers. */
const shopifyTaskTable = new sst.aws.Dynamo("ShopifyTaskTable", {
  fields: { id: "string", kindKey: "string", receivedAt: "string" },
  primaryIndex: { hashKey: "id" },
  globalIndexes: { recent: { hashKey: "kindKey", rangeKey: "receivedAt" } },
});

/** Permissions to store orders and process them again. */
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

/** Deliveries as received, until their orders are stored and the stock is taken. */
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
  // Batches stored at the same time: a flood takes longer, but does not compete with the store for stock.
  maxConcurrency: 2,
});

const doorFunction = new sst.aws.Function("ShopifyFunction", {
  handler: "packages/functions/src/api/shopify.handler",
  memory: "1024 MB",
  link: [shop, webhookSecret, previousWebhookSecret, canSend(deliveries.queue), canUpdate(shopifyRefusalTable)],
});
export const shopifyApi = httpApi("ShopifyApi", { browser: false, feeds: ["ShopifyQueue"] });
shopifyApi.route("$default", doorFunction.arn);

/** Units that have come in for orders that are owed them, until they are handed out. */
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

/** Mapped SKUs, until the orders waiting for them have been processed again. */
pipeline("ShopifyReplayQueue", {
  subject: "shopify",
  awaited: "sku",
  from: { topic: topics.shopify, events: ["shopify.sku_mapped"] },
  consumer: {
    handler: "packages/functions/src/consumers/shopify-replay.handler",
    link: [...canStore, canQuery(shopifyOpenTable)],
    feeds: ["ShopifyTopic", "StockTopic", "OrderTopic"],
  },
  // Each try continues where the previous one ended.
  tries: 50,
  maxConcurrency: 2,
});

/**
 * Deliveries that were given up, until an operator has dealt with them. No retry of ours can help, so each goes to the
 * dead-letter queue at once, with its reason, and raises the alarm there: once, however many there are.
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

/** Privacy requests of customers and shops, until they have been carried out. */
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
      canScan(productTable),
      canDelete(wishTable),
    ],
    timeoutSeconds: 60,
  },
  batchSize: 1,
  // Each try continues where the previous one ended.
  tries: 50,
});

/** What orders and people wait for does not depend on a message. */
sweep("ShopifySweep", {
  handler: "packages/functions/src/schedules/shopify-sweep.handler",
  link: [shop, canQuery(shopifyOpenTable), canGet(shopifySkuTable), canPut(outboxTable)],
  minutes: 10,
});

/** Sample webhooks, one second's worth at a time, until the webhook endpoint has accepted them. */
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

/** Shopify's part of the operators' API, for the console. */
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
