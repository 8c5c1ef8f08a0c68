import * as z from "zod";
import { faultText } from "./faults.ts";
import { shopifyLimits } from "./shopify-limits.ts";

export { shopifyLimits };

/**
 * The data that Shopify sends, what the shop makes of it, and what operators see and do: `/shopify/*` of the operators'
 * API.
 */

const units = z.record(z.string(), z.int().positive());

/** The amount as Shopify sent it, in the shop's own currency; it is never converted. */
export const shopifyMoney = z.object({
  /** `"6000"`, `"11.74"` */
  amount: z.string(),
  /** ISO 4217 */
  currency: z.string(),
  /** The same in the currency's smallest unit; absent if it cannot be converted exactly. */
  minor: z.int().optional(),
});

export const shopifyOrderState = z.enum(["open", "cancelled", "test"]);

export const unmappedLine = z.object({
  /** Empty if the line has none; then `variantId` identifies the product. */
  sku: z.string(),
  variantId: z.string().optional(),
  title: z.string(),
  /** Pieces; how many units they stand for is unknown. */
  quantity: z.int().positive(),
});
export type UnmappedLine = z.infer<typeof unmappedLine>;

/** As shown in lists. Ids are strings because Shopify's exceed 2^53. */
export const shopifyOrder = z.object({
  id: z.string(),
  shop: z.string(),
  /** The name people use for it: `#1001`. */
  name: z.string(),
  state: shopifyOrderState,
  email: z.string().optional(),
  /** Ordered units by product: `taken` plus `owed`. */
  units,
  /** What has been taken from stock for it. */
  taken: units,
  /** What was not available yet; the order is served before stock is offered again. */
  owed: units,
  unmapped: z.array(unmappedLine),
  total: shopifyMoney,
  createdAt: z.iso.datetime().optional(),
  /** When it last changed at Shopify, as far as we know. */
  updatedAt: z.iso.datetime(),
  /** When we first and last stored it. */
  firstStoredAt: z.iso.datetime(),
  storedAt: z.iso.datetime(),
  /** Shared by everything that this order causes. */
  correlationId: z.string(),
  /** When the customer's data was erased. */
  redactedAt: z.iso.datetime().optional(),
});
export type ShopifyOrder = z.infer<typeof shopifyOrder>;

export const shopifyLine = z.object({
  sku: z.string(),
  variantId: z.string().optional(),
  title: z.string(),
  /** Pieces currently ordered, including those that were refunded but never came back. */
  quantity: z.int().nonnegative(),
  /** Price of one piece, in the shop's currency. */
  price: z.string().optional(),
  /**
   * `stock`: units of a product. `unmapped`: the product is unknown. `none`: a custom line or a gift card, which takes
   * no stock.
   */
  kind: z.enum(["stock", "unmapped", "none"]),
  productId: z.string().optional(),
  /** Units that one piece stands for. */
  units: z.int().positive().optional(),
});
export type ShopifyLine = z.infer<typeof shopifyLine>;

export const deliveryResult = z.enum([
  "stored",
  /** A newer state had already been stored. */
  "stale",
  "duplicate",
  /** A test order: stored, but nothing is taken for it. */
  "test",
  /** Recorded without consequences. */
  "noted",
  "privacy",
  /** It cannot be stored, and retrying cannot help. */
  "given-up",
]);
export type DeliveryResult = z.infer<typeof deliveryResult>;

export const shopifyDelivery = z.object({
  /** Identifies this one arrival; ids sort by time. */
  id: z.string(),
  /** Shopify's id, the same for all attempts at one webhook. */
  webhookId: z.string(),
  eventId: z.string().optional(),
  shop: z.string(),
  topic: z.string(),
  source: z.enum(["webhook", "import", "retry"]),
  receivedAt: z.iso.datetime(),
  handledAt: z.iso.datetime(),
  /** Size of the raw body in bytes. */
  bytes: z.int().nonnegative(),
  /** Which secret it was signed with; absent if sent by hand. */
  signedWith: z.enum(["current", "previous"]).optional(),
  result: deliveryResult,
  /** The fault in the body, as a JSON pointer; empty for the whole body. */
  pointer: z.string().optional(),
  reason: z.string().optional(),
  orderId: z.string().optional(),
  orderName: z.string().optional(),
  correlationId: z.string(),
  /** Until when its raw body is kept; absent if it is not kept. */
  bodyUntil: z.iso.datetime().optional(),
  /** The webhook id under which an operator sent it again. */
  retriedAs: z.string().optional(),
});
export type ShopifyDelivery = z.infer<typeof shopifyDelivery>;

/** Raw bytes as text, with every digit preserved; absent once they are no longer kept. */
const rawBody = z.string().optional();

export const shopifyStep = z.object({
  at: z.iso.datetime(),
  type: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export const shopifyOrderDetail = z.object({
  order: shopifyOrder.extend({ lines: z.array(shopifyLine) }),
  /** The last 50, newest first. */
  deliveries: z.array(shopifyDelivery),
  /** From the delivery that the order's current state comes from. */
  raw: rawBody,
  timeline: z.array(shopifyStep),
});
export type ShopifyOrderDetail = z.infer<typeof shopifyOrderDetail>;

const next = z.string().optional();

export const shopifyOrderPage = z.object({ orders: z.array(shopifyOrder), next });
export type ShopifyOrderPage = z.infer<typeof shopifyOrderPage>;
export const shopifyDeliveryPage = z.object({ deliveries: z.array(shopifyDelivery), next });
export type ShopifyDeliveryPage = z.infer<typeof shopifyDeliveryPage>;
export const shopifyDeliveryDetail = z.object({ delivery: shopifyDelivery, raw: rawBody });
export type ShopifyDeliveryDetail = z.infer<typeof shopifyDeliveryDetail>;

/** Filters for lists. */
export const shopifyOrderFilter = z.enum(["open", "cancelled", "test", "owed", "unmapped"]);
export type ShopifyOrderFilter = z.infer<typeof shopifyOrderFilter>;

export const refusalReason = z.enum(["no-header", "wrong-length", "mismatch", "no-topic", "no-shop", "other-shop"]);
export type RefusalReason = z.infer<typeof refusalReason>;

/** Requests that the webhook endpoint refused, counted by reason and hour, with the details of the last one only. */
export const shopifyRefusal = z.object({
  reason: refusalReason,
  /** Start of the hour. */
  hour: z.iso.datetime(),
  count: z.int().positive(),
  lastAt: z.iso.datetime(),
  /** As claimed by the last request. */
  lastShop: z.string().optional(),
  lastTopic: z.string().optional(),
});
export const shopifyRefusalPage = z.object({ refusals: z.array(shopifyRefusal) });
export type ShopifyRefusal = z.infer<typeof shopifyRefusal>;

/** What one piece of a SKU stands for, or of a variant without a SKU (`variant:6200000023758`). */
export const skuMapping = z.object({
  sku: z.string(),
  productId: z.string(),
  units: z.int().positive(),
  mappedAt: z.iso.datetime(),
});
export type SkuMapping = z.infer<typeof skuMapping>;

const wholeUnits = faultText("whole-number", { from: 1, to: shopifyLimits.unitsPerSku });

export const skuMappingInput = z.strictObject(
  {
    productId: z.string(faultText("product-id")).min(1, faultText("product-id")).max(100),
    units: z.int(wholeUnits).min(1, wholeUnits).max(shopifyLimits.unitsPerSku, wholeUnits).default(1),
  },
  faultText("one-of", { values: "{productId, units?}" }),
);

export const skuList = z.object({
  mapped: z.array(skuMapping),
  /** Unmapped lines of stored orders; a SKU that equals a product's id needs no mapping. */
  unmapped: z.array(unmappedLine.extend({ orders: z.int().positive() })),
});
export type SkuList = z.infer<typeof skuList>;

const wholeCount = faultText("whole-number", { from: 1, to: shopifyLimits.sampleCount });
const wholePace = faultText("whole-number", { from: 1, to: shopifyLimits.samplesPerSecond });

export const samplesInput = z
  .strictObject(
    {
      count: z.int(wholeCount).min(1, wholeCount).max(shopifyLimits.sampleCount, wholeCount).default(1),
      /** Defaults to 100. */
      perSecond: z.int(wholePace).min(1, wholePace).max(shopifyLimits.samplesPerSecond, wholePace).default(100),
    },
    faultText("one-of", { values: "{count?, perSecond?}" }),
  )
  .refine(({ count, perSecond }) => count / perSecond <= shopifyLimits.sampleSeconds, {
    path: ["perSecond"],
    message: faultText("too-slow", { seconds: shopifyLimits.sampleSeconds }),
  });

/** `run` is part of every webhook id of the run: `sample-<run>-<n>`. */
export const samplesStarted = z.object({ run: z.string(), count: z.int(), seconds: z.int() });
export type SamplesStarted = z.infer<typeof samplesStarted>;

/** The webhook id under which it will appear in the list of deliveries. */
export const deliveryQueued = z.object({ webhookId: z.string(), correlationId: z.string() });
export type DeliveryQueued = z.infer<typeof deliveryQueued>;

export const retryInput = z.strictObject(
  {
    /** Replaces the body that was received; the original is kept. */
    body: z.string(faultText("corrected-body")).max(shopifyLimits.importBytes).optional(),
  },
  faultText("one-of", { values: "{body?}" }),
);

/** A task that the law requires a person to do: Shopify has passed on a customer's request for their data. */
export const shopifyTask = z.object({
  id: z.string(),
  kind: z.literal("data-request"),
  shop: z.string(),
  receivedAt: z.iso.datetime(),
  /** Thirty days after Shopify's request. */
  dueAt: z.iso.datetime(),
  customerId: z.string().optional(),
  email: z.string().optional(),
  orderIds: z.array(z.string()),
  /** When it was erased who asked, because the customer or the shop had to be forgotten. */
  redactedAt: z.iso.datetime().optional(),
  status: z.enum(["open", "done"]),
  done: z.object({ at: z.iso.datetime(), by: z.object({ id: z.string(), name: z.string() }) }).optional(),
});
export type ShopifyTask = z.infer<typeof shopifyTask>;
export const shopifyTaskPage = z.object({ tasks: z.array(shopifyTask), next });
export type ShopifyTaskPage = z.infer<typeof shopifyTaskPage>;

/** An overview of the Shopify channel. */
export const shopifySummary = z.object({
  shop: z.string(),
  /** The URL that Shopify sends to. */
  webhookUrl: z.string(),
  lastDelivery: shopifyDelivery.optional(),
  openTasks: z.int(),
  unmappedSkus: z.int(),
  /** Units that orders are waiting for, by product. */
  owed: units,
  /** Requests refused by the webhook endpoint in the last 24 hours. */
  refused: z.int(),
});
export type ShopifySummary = z.infer<typeof shopifySummary>;
