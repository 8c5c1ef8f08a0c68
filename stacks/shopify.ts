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
  globalIndexes: {
    recent: { hashKey: "kind", rangeKey: "firstStoredAt" },
    byName: { hashKey: "name", rangeKey: "firstStoredAt" },
    byEmail: { hashKey: "email", rangeKey: "firstStoredAt" },
    byCorrelation: { hashKey: "correlationId" },
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
  canBatchWrite(shopifyBodyTable),
  canPut(shopifyOpenTable),
  canDelete(shopifyOpenTable),
  canGet(shopifySkuTable),
  canCheck(shopifySkuTable),
  canPut(outboxTable),
];

/** Deliveries as they came, until they are stored, with the stock they take. */
const deliveries = pipeline("ShopifyQueue", {
  subject: "shopify",
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
