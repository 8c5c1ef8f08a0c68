import * as z from "zod";
import { defineEvent } from "./event.ts";

// Without e-mail addresses: a journey keeps events for good, and a customer can ask to be forgotten.

const units = z.record(z.string(), z.int().positive());
/** Ids are text: Shopify's go beyond 2^53. */
const order = { shop: z.string(), orderId: z.string(), name: z.string() };

/** An order is as Shopify has it. Its stock has been taken, as far as it was there. */
export const shopifyOrderStored = defineEvent(
  "shopify.order_stored",
  "shopify",
  z.object({
    ...order,
    /** `new`: never stored before. */
    change: z.enum(["new", "changed"]),
    state: z.enum(["open", "cancelled", "test"]),
    /** As Shopify writes it, in the shop's currency. */
    total: z.object({ amount: z.string(), currency: z.string() }),
    /** By product: what the order is for, and what of it was not there yet. */
    units,
    owed: units,
    /** Lines of which nobody knows what they take from stock. */
    unmapped: z.int().nonnegative(),
  }),
);

/** Of what an order was owed, some has come in and is taken for it. */
export const shopifyOrderServed = defineEvent(
  "shopify.order_served",
  "shopify",
  z.object({
    ...order,
    productId: z.string(),
    units: z.int().positive(),
    /** By product: what it is still owed. */
    owed: units,
  }),
);

/** A delivery that cannot be stored, however often it is tried. It is kept, and waits for an operator. */
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

/** Orders that had the SKU unmapped are to be taken up again. */
export const shopifySkuMapped = defineEvent(
  "shopify.sku_mapped",
  "shopify",
  z.object({ shop: z.string(), sku: z.string(), productId: z.string(), units: z.int().positive() }),
);

/** Shopify has passed on what the law gives customers and shops a right to; the kept body tells whom it is about. */
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
