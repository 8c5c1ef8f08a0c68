import * as z from "zod";
import { faultText } from "./faults.ts";
import { shopifyLimits } from "./shopify-limits.ts";

export { shopifyLimits };

/** What Shopify sends, what the shop makes of it, and what operators see and do: `/shopify/*` of the operators' API. */

const units = z.record(z.string(), z.int().positive());

/** Text as Shopify sent it, in the shop's own currency: it is never converted. */
export const shopifyMoney = z.object({
  /** `"6000"`, `"11.74"` */
  amount: z.string(),
  /** ISO 4217 */
  currency: z.string(),
  /** The same in the currency's smallest unit; absent where that cannot be told exactly. */
  minor: z.int().optional(),
});

export const shopifyOrderState = z.enum(["open", "cancelled", "test"]);

export const unmappedLine = z.object({
  /** Empty where the line has none; then `variantId` tells what it is. */
  sku: z.string(),
  variantId: z.string().optional(),
  title: z.string(),
  /** Pieces, of which nobody knows how many units they are. */
  quantity: z.int().positive(),
});
export type UnmappedLine = z.infer<typeof unmappedLine>;

/** Lists show these; ids are text, since Shopify's go beyond 2^53. */
export const shopifyOrder = z.object({
  id: z.string(),
  shop: z.string(),
  /** As people call it: `#1001`. */
  name: z.string(),
  state: shopifyOrderState,
  email: z.string().optional(),
  /** What the order is for, by product: `taken` and `owed` together. */
  units,
  /** What has left the stock for it. */
  taken: units,
  /** What was not there yet; it is served before stock is offered again. */
  owed: units,
  unmapped: z.array(unmappedLine),
  total: shopifyMoney,
  createdAt: z.iso.datetime().optional(),
  /** When Shopify changed it last, as far as we know. */
  updatedAt: z.iso.datetime(),
  /** When we stored it first and last. */
  firstStoredAt: z.iso.datetime(),
  storedAt: z.iso.datetime(),
  /** Of everything that happens because of this order. */
  correlationId: z.string(),
  /** Since then, whose order it was is forgotten. */
  redactedAt: z.iso.datetime().optional(),
});
export type ShopifyOrder = z.infer<typeof shopifyOrder>;

export const shopifyLine = z.object({
  sku: z.string(),
  variantId: z.string().optional(),
  title: z.string(),
  /** Pieces that the order is for now, those included that were refunded and never came back. */
  quantity: z.int().nonnegative(),
  /** Of one piece, in the shop's currency. */
  price: z.string().optional(),
  /** `stock`: units of a product. `unmapped`: nobody knows of which. `none`: a custom line or a gift card, which take no stock. */
  kind: z.enum(["stock", "unmapped", "none"]),
  productId: z.string().optional(),
  /** That one piece stands for. */
  units: z.int().positive().optional(),
});
export type ShopifyLine = z.infer<typeof shopifyLine>;

export const deliveryResult = z.enum([
  "stored",
  /** A newer state was stored before. */
  "stale",
  "duplicate",
  /** Of a test order: stored, and nothing is taken for it. */
  "test",
  /** Kept, and nothing follows from it. */
  "noted",
  "privacy",
  /** It is nothing that can be stored; no retry mends it. */
  "given-up",
]);
export type DeliveryResult = z.infer<typeof deliveryResult>;

export const shopifyDelivery = z.object({
  /** Of this one arrival, in order of time. */
  id: z.string(),
  /** Shopify's, the same for all tries of one webhook. */
  webhookId: z.string(),
  eventId: z.string().optional(),
  shop: z.string(),
  topic: z.string(),
  source: z.enum(["webhook", "import", "retry"]),
  receivedAt: z.iso.datetime(),
  handledAt: z.iso.datetime(),
  /** Bytes of the raw body. */
  bytes: z.int().nonnegative(),
  /** Which secret it was signed with; none by hand. */
  signedWith: z.enum(["current", "previous"]).optional(),
  result: deliveryResult,
  /** What is wrong in the body, as a JSON pointer; empty for the whole of it. */
  pointer: z.string().optional(),
  reason: z.string().optional(),
  orderId: z.string().optional(),
  orderName: z.string().optional(),
  correlationId: z.string(),
  /** Until then its raw body is kept; absent if it is not. */
  bodyUntil: z.iso.datetime().optional(),
  /** The webhook id under which an operator sent it again. */
  retriedAs: z.string().optional(),
});
export type ShopifyDelivery = z.infer<typeof shopifyDelivery>;

/** Raw bytes as text, every digit as it came; absent when they are not kept any more. */
const rawBody = z.string().optional();

export const shopifyStep = z.object({
  at: z.iso.datetime(),
  type: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export const shopifyOrderDetail = z.object({
  order: shopifyOrder.extend({ lines: z.array(shopifyLine) }),
  /** Newest first; the last 50. */
  deliveries: z.array(shopifyDelivery),
  /** Of the delivery that made the order what it is. */
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

/** Lists can be narrowed to these. */
export const shopifyOrderFilter = z.enum(["open", "cancelled", "test", "owed", "unmapped"]);
export type ShopifyOrderFilter = z.infer<typeof shopifyOrderFilter>;

export const refusalReason = z.enum(["no-header", "wrong-length", "mismatch", "no-topic", "no-shop", "other-shop"]);
export type RefusalReason = z.infer<typeof refusalReason>;

/** What the door has turned away, counted by reason and hour, and nothing more than the last of each. */
export const shopifyRefusal = z.object({
  reason: refusalReason,
  /** The beginning of the hour. */
  hour: z.iso.datetime(),
  count: z.int().positive(),
  lastAt: z.iso.datetime(),
  /** As the last one said itself. */
  lastShop: z.string().optional(),
  lastTopic: z.string().optional(),
});
export const shopifyRefusalPage = z.object({ refusals: z.array(shopifyRefusal) });
export type ShopifyRefusal = z.infer<typeof shopifyRefusal>;

/** What one piece of a SKU, or of a variant without one (`variant:6200000023758`), stands for. */
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
  /** What stored orders have that nobody has mapped; a SKU that is a product's id needs no mapping. */
  unmapped: z.array(unmappedLine.extend({ orders: z.int().positive() })),
});
export type SkuList = z.infer<typeof skuList>;

const wholeCount = faultText("whole-number", { from: 1, to: shopifyLimits.sampleCount });
const wholePace = faultText("whole-number", { from: 1, to: shopifyLimits.samplesPerSecond });

export const samplesInput = z
  .strictObject(
    {
      count: z.int(wholeCount).min(1, wholeCount).max(shopifyLimits.sampleCount, wholeCount).default(1),
      /** 100 when absent. */
      perSecond: z.int(wholePace).min(1, wholePace).max(shopifyLimits.samplesPerSecond, wholePace).default(100),
    },
    faultText("one-of", { values: "{count?, perSecond?}" }),
  )
  .refine(({ count, perSecond }) => count / perSecond <= shopifyLimits.sampleSeconds, {
    path: ["perSecond"],
    message: faultText("too-slow", { seconds: shopifyLimits.sampleSeconds }),
  });

/** `run` is in every webhook id of the run: `sample-<run>-<n>`. */
export const samplesStarted = z.object({ run: z.string(), count: z.int(), seconds: z.int() });
export type SamplesStarted = z.infer<typeof samplesStarted>;

/** Under which webhook id it is in the list of deliveries soon. */
export const deliveryQueued = z.object({ webhookId: z.string(), correlationId: z.string() });
export type DeliveryQueued = z.infer<typeof deliveryQueued>;

export const retryInput = z.strictObject(
  {
    /** In place of the body as it came; the original is kept. */
    body: z.string(faultText("corrected-body")).max(shopifyLimits.importBytes).optional(),
  },
  faultText("one-of", { values: "{body?}" }),
);

/** What the law wants a person to do: Shopify has passed on that a customer asks what is kept of them. */
export const shopifyTask = z.object({
  id: z.string(),
  kind: z.literal("data-request"),
  shop: z.string(),
  receivedAt: z.iso.datetime(),
  /** Thirty days after Shopify asked. */
  dueAt: z.iso.datetime(),
  customerId: z.string().optional(),
  email: z.string().optional(),
  orderIds: z.array(z.string()),
  /** Since when nobody can tell who asked: the customer or the shop had to be forgotten. */
  redactedAt: z.iso.datetime().optional(),
  status: z.enum(["open", "done"]),
  done: z.object({ at: z.iso.datetime(), by: z.object({ id: z.string(), name: z.string() }) }).optional(),
});
export type ShopifyTask = z.infer<typeof shopifyTask>;
export const shopifyTaskPage = z.object({ tasks: z.array(shopifyTask), next });
export type ShopifyTaskPage = z.infer<typeof shopifyTaskPage>;

/** The whole at a glance. */
export const shopifySummary = z.object({
  shop: z.string(),
  /** To which Shopify sends. */
  webhookUrl: z.string(),
  lastDelivery: shopifyDelivery.optional(),
  openTasks: z.int(),
  unmappedSkus: z.int(),
  /** Units that orders wait for, by product. */
  owed: units,
  /** Turned away at the door in the last 24 hours. */
  refused: z.int(),
});
export type ShopifySummary = z.infer<typeof shopifySummary>;
