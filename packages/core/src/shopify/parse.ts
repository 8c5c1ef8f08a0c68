import { faultText } from "@donut/contracts/faults";
import * as z from "zod";
import { beginningOf } from "../keepable.ts";
import { parseLossless } from "./lossless-json.ts";

/**
 * The content of an order's webhook. Everything is optional except the order's id and its lines' quantities: the fields
 * depend on the API version and the subscription, and fields that we do not use may have any shape.
 */
export type Parsed<T> =
  | { status: "parsed"; value: T }
  /** Cannot be stored. `pointer` is empty if the body is not JSON at all. */
  | { status: "invalid"; pointer: string; reason: string };

const mostPieces = 1_000_000;
const longestTitle = 100;

function needed(expected: string) {
  return { error: ({ input }: { input?: unknown }) => (input === undefined ? faultText("missing") : expected) };
}

/** An id, or a number that must keep all of its digits. */
const exact = z.union([z.string().min(1), z.number()], needed(faultText("id"))).transform(String);
const exactOrNone = exact.nullish().catch(undefined);
const text = z.string().nullish().catch(undefined);
const decimal = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^-?\d+(\.\d+)?$/))
  .nullish()
  .catch(undefined);
const pieces = z
  .int(needed(faultText("integer")))
  .min(0, faultText("zero-or-more"))
  .max(mostPieces, faultText("too-large", { most: mostPieces }));

const line = z.object(
  {
    id: exactOrNone,
    sku: z.union([z.string(), z.number()]).transform(String).nullish().catch(undefined),
    variant_id: exactOrNone,
    product_id: exactOrNone,
    title: text,
    name: text,
    price: decimal,
    gift_card: z.boolean().nullish().catch(undefined),
    quantity: pieces,
    current_quantity: pieces.nullish(),
  },
  needed(faultText("object")),
);

const refund = z.object(
  {
    refund_line_items: z
      .array(
        z.object({ line_item_id: exactOrNone, quantity: pieces, restock_type: text }, needed(faultText("object"))),
        needed(faultText("list")),
      )
      .nullish(),
  },
  needed(faultText("object")),
);

const order = z.object(
  {
    id: exact,
    name: text,
    order_number: exactOrNone,
    email: text,
    contact_email: text,
    customer: z.object({ id: exactOrNone, email: text }).nullish().catch(undefined),
    test: z.boolean().nullish(),
    cancelled_at: text,
    fulfillment_status: text,
    created_at: text,
    processed_at: text,
    updated_at: text,
    currency: text,
    total_price: decimal,
    current_total_price: decimal,
    line_items: z.array(line, needed(faultText("list"))),
    refunds: z.array(refund, needed(faultText("list"))).nullish(),
  },
  needed(faultText("object")),
);

export interface ParsedLine {
  sku: string;
  variantId?: string;
  /** Shopify's id, not ours. */
  shopProductId?: string;
  title: string;
  price?: string;
  /** Pieces that have left, or will leave, the warehouse. */
  quantity: number;
  /** Not a product of the shop, but a custom line. */
  custom: boolean;
  giftCard: boolean;
}

export interface ParsedOrder {
  id: string;
  name: string;
  email?: string;
  customerId?: string;
  test: boolean;
  cancelled: boolean;
  createdAt?: string;
  updatedAt?: string;
  total: { amount: string; currency: string };
  lines: ParsedLine[];
}

export function parseOrder(raw: Buffer): Parsed<ParsedOrder> {
  const body = parseBody(raw, order);
  if (body.status === "invalid") return body;
  const it = body.value;
  const cancelled = Boolean(it.cancelled_at);
  const left = cancelled && !isFulfilled(it.fulfillment_status) ? 0 : undefined;
  const email = emailOf(it.email) ?? emailOf(it.contact_email) ?? emailOf(it.customer?.email);
  const createdAt = instantOf(it.created_at);
  const updatedAt = instantOf(it.updated_at) ?? instantOf(it.processed_at) ?? createdAt;
  return {
    status: "parsed",
    value: {
      id: it.id,
      name: it.name || (it.order_number ? `#${it.order_number}` : it.id),
      ...(email && { email }),
      ...(it.customer?.id && { customerId: it.customer.id }),
      test: it.test ?? false,
      cancelled,
      ...(createdAt && { createdAt }),
      ...(updatedAt && { updatedAt }),
      total: { amount: it.current_total_price ?? it.total_price ?? "0", currency: it.currency || "XXX" },
      lines: it.line_items.map((one) => ({
        sku: one.sku ?? "",
        ...(one.variant_id && { variantId: one.variant_id }),
        ...(one.product_id && { shopProductId: one.product_id }),
        title: beginningOf(one.title || one.name || one.sku || "", longestTitle),
        ...(one.price && { price: one.price }),
        quantity: left ?? piecesOf(one, it.refunds ?? []),
        // Null, not absent: a subscription can leave fields out.
        custom: one.variant_id === null && one.product_id === null,
        giftCard: one.gift_card ?? false,
      })),
    },
  };
}

/**
 * `current_quantity` is what is left of a line after edits and refunds; pieces that were refunded and never came back
 * are added. Before 2024 there was only `quantity`, from which returned pieces are subtracted.
 */
function piecesOf(
  { id, quantity, current_quantity: current }: z.infer<typeof line>,
  refunds: z.infer<typeof refund>[],
) {
  const mine = refunds
    .flatMap(({ refund_line_items: items }) => items ?? [])
    .filter(({ line_item_id: lineId }) => lineId !== undefined && lineId !== null && lineId === id);
  const sum = (kept: boolean) =>
    mine
      .filter(({ restock_type: type }) => (type === "no_restock") === kept)
      .reduce((total, item) => total + item.quantity, 0);
  if (typeof current === "number") return current + sum(true);
  return Math.max(0, quantity - sum(false));
}

const refundBody = z.object({ id: exactOrNone, order_id: exact }, needed(faultText("object")));
const noteBody = z.object(
  { order_edit: z.object({ order_id: exactOrNone }).nullish().catch(undefined) },
  needed(faultText("object")),
);

/** @returns the order that a webhook without consequences is about, if any */
export function parseNoted(topic: string, raw: Buffer): Parsed<{ orderId?: string }> {
  if (topic === "refunds/create") {
    const body = parseBody(raw, refundBody);
    return body.status === "invalid" ? body : { status: "parsed", value: { orderId: body.value.order_id } };
  }
  const body = parseBody(raw, noteBody);
  if (body.status === "invalid") return body;
  const orderId = body.value.order_edit?.order_id;
  return { status: "parsed", value: orderId ? { orderId } : {} };
}

const privacyBody = z.object(
  {
    shop_domain: z.string(needed(faultText("text"))),
    customer: z.object({ id: exactOrNone, email: text }).nullish().catch(undefined),
    orders_requested: z.array(exact, needed(faultText("list"))).nullish(),
    orders_to_redact: z.array(exact, needed(faultText("list"))).nullish(),
  },
  needed(faultText("object")),
);

export interface PrivacyRequest {
  customerId?: string;
  email?: string;
  orderIds: string[];
}

/**
 * The signature covers the body, not the topic: a leaked order webhook must not be usable to have a shop's data erased.
 * So the body must name its shop, which only these bodies do.
 */
export function parsePrivacy(raw: Buffer, shop: string): Parsed<PrivacyRequest> {
  const body = parseBody(raw, privacyBody);
  if (body.status === "invalid") return body;
  if (body.value.shop_domain.toLowerCase() !== shop)
    return { status: "invalid", pointer: "/shop_domain", reason: faultText("one-of", { values: shop }) };
  const { customer, orders_requested: requested, orders_to_redact: toRedact } = body.value;
  const email = emailOf(customer?.email);
  return {
    status: "parsed",
    value: {
      ...(customer?.id && { customerId: customer.id }),
      ...(email && { email }),
      orderIds: [...(requested ?? []), ...(toRedact ?? [])],
    },
  };
}

function parseBody<Schema extends z.ZodType>(raw: Buffer, schema: Schema): Parsed<z.output<Schema>> {
  let json: unknown;
  try {
    json = parseLossless(raw.toString());
  } catch {
    return { status: "invalid", pointer: "", reason: faultText("not-json") };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { status: "parsed", value: parsed.data };
  const [issue] = parsed.error.issues;
  const path = issue?.path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return { status: "invalid", pointer: path || "/", reason: issue?.message ?? faultText("invalid") };
}

function isFulfilled(status: string | null | undefined): boolean {
  return status === "fulfilled" || status === "partial";
}

/** In lower case, since it identifies a customer. */
function emailOf(value: string | null | undefined): string | undefined {
  const email = value?.trim().toLowerCase();
  return email && /^[^@\s]+@[^@\s]+$/.test(email) && email.length <= 254 ? email : undefined;
}

/** @returns the time in UTC, in milliseconds, so that the texts sort chronologically */
function instantOf(value: string | null | undefined): string | undefined {
  const time = new Date(value ?? "");
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
