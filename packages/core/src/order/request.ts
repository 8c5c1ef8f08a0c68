import { createHash, createHmac, randomBytes } from "node:crypto";
import { isTestAddress } from "@donut/contracts/test-traffic";
import { Resource } from "sst";
import type { Catalog } from "../catalog/catalog.ts";
import type { Product } from "../catalog/product.ts";
import { correlationId } from "../context.ts";
import type { StoredOrder } from "./order.ts";

export interface OrderRequest {
  /** Each product at most once. */
  lines: { productId: string; quantity: number }[];
  /** The e-mail address in lower case. */
  customer: { email: string; name?: string | undefined; language?: "en" | "ko" | undefined };
  idempotencyKey?: string | undefined;
}

export interface Line {
  product: Product;
  quantity: number;
}

export interface Identity {
  orderId: string;
  requestHash: string;
}

/**
 * The same key always gives the same order id, so a repeated request finds the existing order. Anyone who has the id
 * may see the order, so it must not be possible to derive it from the key (docs/decisions/0009-idempotency.md).
 */
export function identify({ idempotencyKey, lines, customer }: OrderRequest): Identity {
  const requestHash = createHash("sha256")
    .update(
      JSON.stringify([lines.map(({ productId, quantity }) => [productId, quantity]), customer.email, customer.name]),
    )
    .digest("base64url");
  const id =
    idempotencyKey === undefined
      ? randomBytes(16).toString("hex")
      : createHmac("sha256", Resource.OrderIdSecret.value).update(idempotencyKey).digest("hex").slice(0, 32);
  return { orderId: `ord_${id}`, requestHash };
}

/** @returns the requested lines at the catalogue's prices */
export function linesOf(request: OrderRequest, catalog: Catalog): Line[] {
  return request.lines.flatMap(({ productId, quantity }) => {
    const product = catalog.get(productId);
    return product === undefined ? [] : [{ product, quantity }];
  });
}

export function unknownIn(request: Pick<OrderRequest, "lines">, catalog: Catalog): string[] {
  return request.lines.map(({ productId }) => productId).filter((id) => !catalog.has(id));
}

/** @returns the order as it would be stored if placed now, with the current correlation id */
export function draftOrder<Status extends StoredOrder["status"]>(
  status: Status,
  { customer }: OrderRequest,
  { orderId, requestHash }: Identity,
  lines: Line[],
): StoredOrder & { status: Status } {
  return {
    id: orderId,
    status,
    lines: lines.map(({ product, quantity }) => ({ productId: product.id, quantity, price: product.price })),
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    total: lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0),
    placedAt: new Date().toISOString(),
    email: customer.email,
    name: customer.name,
    language: customer.language,
    correlationId: correlationId(),
    requestHash,
    ...(isTestAddress(customer.email) && { test: true }),
  };
}
