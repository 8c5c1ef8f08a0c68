import { donuts } from "../catalog/donuts.ts";

/** Identifies one webhook of a run of samples. */
export interface Sample {
  /** When the run began, in ms since the epoch. */
  run: number;
  /** 0 for the first. */
  nth: number;
}

interface Order {
  nth: number;
  pieces: { sku: string; quantity: number }[];
  current?: number[];
  cancelled?: boolean;
  /** Seconds after the run began. */
  second: number;
}

const kinds = 10;

/**
 * One of the webhooks that a real shop sends in a day, always the same for the same sample: new orders of one or two
 * products, packs, an unknown SKU, and the cancellation or edit of an order that came just before.
 */
export function sampleWebhook({ run, nth }: Sample): { topic: string; body: string } {
  const first = nth - (nth % kinds);
  switch (nth % kinds) {
    case 3:
      return created(run, { nth, pieces: [{ sku: "glazed-box-6", quantity: 1 + (nth % 2) }], second: 0 });
    case 4:
      return created(run, { nth, pieces: [piece(nth, 1), { sku: "DS-CROFFLE-01", quantity: 1 }], second: 0 });
    case 7:
      return bodyOf(run, "orders/cancelled", { ...plain(first + 1), cancelled: true, second: 60 + nth });
    case 8:
      return bodyOf(run, "orders/updated", { ...plain(first + 2), current: [1], second: 60 + nth });
    default:
      return created(run, plain(nth));
  }
}

function created(run: number, order: Order) {
  return bodyOf(run, "orders/create", order);
}

function plain(nth: number): Order {
  const pieces = nth % 2 === 0 ? [piece(nth, 2)] : [piece(nth, 1), piece(nth + 1, 1)];
  return { nth, pieces, second: 0 };
}

function piece(nth: number, quantity: number) {
  return { sku: donuts[nth % donuts.length]?.id ?? "glazed", quantity };
}

function bodyOf(run: number, topic: string, { nth, pieces, current, cancelled = false, second }: Order) {
  // More digits than a double can represent exactly, as Shopify's ids can have.
  const id = `${run}${String(nth).padStart(4, "0")}`;
  const at = new Date(run + second * 1000).toISOString().replace(/\.\d+Z$/, "+00:00");
  const lines = pieces.map(({ sku, quantity }, index) => {
    const donut = donuts.find((one) => one.id === sku);
    const price = donut?.price ?? 9500;
    const left = cancelled ? 0 : (current?.[index] ?? quantity);
    return { line: lineOf(`${id}${index}`, sku, donut?.name.en ?? sku, quantity, left, price), left, price, quantity };
  });
  const sum = (of: "left" | "quantity") => lines.reduce((total, line) => total + line[of] * line.price, 0);
  const body = {
    id: "@id",
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#S${String(run).slice(-6)}-${nth + 1}`,
    email: `sample-${nth % 50}@example.com`,
    currency: "KRW",
    presentment_currency: "KRW",
    created_at: new Date(run).toISOString(),
    updated_at: at,
    processed_at: new Date(run).toISOString(),
    cancelled_at: cancelled ? at : null,
    cancel_reason: cancelled ? "customer" : null,
    financial_status: cancelled ? "voided" : "paid",
    fulfillment_status: null,
    test: false,
    note: "A sample 🍩",
    total_price: String(sum("quantity")),
    current_total_price: String(sum("left")),
    line_items: lines.map(({ line }) => line),
    refunds: [],
  };
  return { topic, body: JSON.stringify(body).replace('"@id"', id) };
}

function lineOf(id: string, sku: string, title: string, quantity: number, current: number, price: number) {
  return {
    id: Number(id.slice(-12)),
    sku,
    title,
    name: title,
    quantity,
    current_quantity: current,
    price: String(price),
    gift_card: false,
    product_exists: true,
    product_id: 7_000_000_000_000 + sku.length,
    variant_id: 8_000_000_000_000 + sku.length,
  };
}
