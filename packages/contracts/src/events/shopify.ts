import * as z from "zod";
import { defineEvent } from "./event.ts";

// Without e-mail addresses: journeys keep events permanently, and customers can have their data erased.

const units = z.record(z.string(), z.int().positive());
/** Ids are strings because Shopify's exceed 2^53. */
const order = { shop: z.string(), orderId: z.string(), name: z.string() };

/** An order was stored in its current state at Shopify. The stock it needs has been taken, as far as available. */
export const shopifyOrderStored = defineEvent(
  "shopify.order_stored",
  "shopify",
  z.object({
    ...order,
    /** `new`: stored for the first time. */
    change: z.enum(["new", "changed"]),
    state: z.enum(["open", "cancelled", "test"]),
    /** As sent by Shopify, in the shop's currency. */
    total: z.object({ amount: z.string(), currency: z.string() }),
    /** By product: the units ordered, and those of them that were not available yet. */
    units,
    owed: units,
    /** Lines that are not mapped to any product. */
    unmapped: z.int().nonnegative(),
  }),
);

/** Some of the units an order was owed have come in and were taken for it. */
export const shopifyOrderServed = defineEvent(
  "shopify.order_served",
  "shopify",
  z.object({
    ...order,
    productId: z.string(),
    units: z.int().positive(),
    /** By product: the units it is still owed. */
    owed: units,
  }),
);

/** A delivery that cannot be stored, however often it is retried. It is kept, and waits for an operator. */
export const shopifyDeliveryGivenUp = defineEvent(
  "shopify.delivery_given_up",
  "shopify",
  z.object({
    shop: z.string(),
    topic: z.string(),
    webhookId: z.string(),
    deliveryId: z.string(),
    /** JSON pointer; empty for the whole body. */
    pointer: z.string(),
    reason: z.string(),
  }),
);

/** Orders with lines of this previously unmapped SKU must be processed again. */
export const shopifySkuMapped = defineEvent(
  "shopify.sku_mapped",
  "shopify",
  z.object({ shop: z.string(), sku: z.string(), productId: z.string(), units: z.int().positive() }),
);

/** Shopify has passed on a privacy request of a customer or a shop; the stored body says whom it is about. */
export const shopifyPrivacyRequested = defineEvent(
  "shopify.privacy_requested",
  "shopify",
  z.object({
    shop: z.string(),
    request: z.enum(["data-request", "customer-redact", "shop-redact"]),
    webhookId: z.string(),
    deliveryId: z.string(),
  }),
);
