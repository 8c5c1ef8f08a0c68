import { fixtureShop } from "@donut/testing/shopify-fixtures";
import { v7 } from "uuid";
import { readAll } from "../testing.ts";
import { type Envelope, packBody } from "./envelope.ts";
import { type StoredOrder, storedOrder } from "./stored-order.ts";

export const { shop } = fixtureShop;

export interface OrderState {
  id: string;
  /** Seconds after the order's creation. */
  second: number;
  /** The fraction of the second, as in Shopify's header. */
  nanos?: number;
  /** Pieces by SKU. */
  pieces: Record<string, number>;
  cancelled?: boolean;
  test?: boolean;
  email?: string;
}

const createdAt = Date.parse("2026-11-20T00:00:00Z");
const at = (second: number) => new Date(createdAt + second * 1000).toISOString();

/** An order's webhook as the endpoint queues it; each is its own event unless `eventId` is given. */
export function arrival(
  { id, second, nanos = 0, pieces, cancelled = false, test = false, email }: OrderState,
  { eventId, topic = "orders/updated" }: { eventId?: string; topic?: string } = {},
): Envelope {
  const lines = Object.entries(pieces).map(([sku, quantity], index) => ({
    id: index + 1,
    sku,
    variant_id: 100 + index,
    product_id: 200 + index,
    title: sku,
    price: "1500",
    quantity,
    current_quantity: cancelled ? 0 : quantity,
  }));
  const body = {
    id: Number(id),
    name: `#${id}`,
    email: email ?? null,
    currency: "KRW",
    total_price: "3000",
    created_at: at(0),
    updated_at: at(second),
    cancelled_at: cancelled ? at(second) : null,
    fulfillment_status: null,
    test,
    line_items: lines,
    refunds: [],
  };
  return envelopeOf(JSON.stringify(body), {
    topic,
    triggeredAt: `${at(second).slice(0, 19)}.${String(nanos).padStart(9, "0")}Z`,
    ...(eventId && { eventId }),
  });
}

export function envelopeOf(body: string, more: Partial<Envelope> & { topic: string }): Envelope {
  return {
    correlationId: v7(),
    deliveryId: v7(),
    source: "webhook",
    shop,
    webhookId: v7(),
    receivedAt: new Date().toISOString(),
    signedWith: "current",
    ...more,
    ...packBody(Buffer.from(body)),
  };
}

export async function storedOrders(): Promise<StoredOrder[]> {
  return (await readAll("ShopifyOrderTable")).map((item) => storedOrder.parse(item));
}
