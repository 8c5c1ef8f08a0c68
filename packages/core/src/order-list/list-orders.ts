import type { ListedOrder, OrderPage } from "@donut/contracts/orders";
import type { Order } from "@donut/contracts/sales";
import { correlationIdPattern } from "../context.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import type { StoredOrder } from "../order/order.ts";
import { standingOf } from "../order-queue/standing.ts";
import {
  allOrders,
  ever,
  oneOrder,
  ordersOfCustomer,
  ordersOfRequest,
  type Source,
  type Span,
  waitingOrders,
} from "./sources.ts";

interface OrderFilter {
  productId?: string | undefined;
  status?: Order["status"] | undefined;
  /** Only test traffic, or none of it. */
  test?: boolean | undefined;
  /** Placed at this time or later, and at that time or earlier; ISO 8601. */
  from?: string | undefined;
  until?: string | undefined;
}

export interface OrdersQuery extends OrderFilter {
  limit: number;
  /** The `next` of the previous page. */
  cursor?: string | undefined;
  /** An exact order id, e-mail address or correlation id. */
  q?: string | undefined;
}

export type OrderList = ({ status: "page" } & OrderPage) | { status: "bad-cursor" };

const patienceMs = 2_000;
/** How many orders one page may read if few of them pass the filter; most cost half a read unit to a whole one. */
const mostRead = 2_000;
const readTogether = 100;

/**
 * @returns orders, newest first. A search by id, address or correlation id is one query; any other list reads the keys
 *   of the latest orders, and then the orders. If few pass the filter, the page ends early, and `next` continues.
 */
export async function listOrders({ limit, cursor, q, ...filter }: OrdersQuery): Promise<OrderList> {
  const source = sourceOf(q, filter);
  if (source === undefined) return { status: "page", orders: [] };
  const start = cursor === undefined ? undefined : decodeCursor(cursor, source.position);
  if (start?.success === false) return { status: "bad-cursor" };

  const giveUpAt = Date.now() + patienceMs;
  const found: { order: ListedOrder; after: Record<string, unknown> }[] = [];
  let read = 0;
  for await (const { order: stored, after } of source.read(
    start?.data,
    isFiltered(filter) ? readTogether : limit + 1,
  )) {
    const order = await listed(stored);
    if (found.length === limit && passes(order, filter)) return pageOf(found, found.at(-1)?.after);
    if (passes(order, filter)) found.push({ order, after });
    if (++read >= mostRead || Date.now() > giveUpAt) return { ...pageOf(found, after), lookedBackTo: order.placedAt };
  }
  return pageOf(found);
}

function pageOf(found: { order: ListedOrder }[], next?: Record<string, unknown>) {
  const orders = found.map(({ order }) => order).sort((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt));
  return { status: "page" as const, orders, ...(next && { next: encodeCursor(next) }) };
}

/** @returns undefined for a text that no order can have */
function sourceOf(
  q: string | undefined,
  { status, from = ever.from, until = ever.until }: OrderFilter,
): Source | undefined {
  const span: Span = { from, until };
  if (q === undefined) return status === "queued" ? waitingOrders(span) : allOrders(span);
  if (/^ord_/i.test(q)) return oneOrder(q.toLowerCase());
  if (q.includes("@")) return ordersOfCustomer(q.toLowerCase(), span);
  return correlationIdPattern.test(q) ? ordersOfRequest(q) : undefined;
}

/** A cleared order counts as rejected. */
async function listed(stored: StoredOrder): Promise<ListedOrder> {
  const { email, name, correlationId, test } = stored;
  return { ...(await standingOf(stored)), email, name, correlationId, test };
}

function isFiltered({ productId, status, test }: OrderFilter): boolean {
  return productId !== undefined || test !== undefined || (status !== undefined && status !== "queued");
}

function passes({ lines, status, test = false, placedAt }: ListedOrder, filter: OrderFilter): boolean {
  if (filter.productId !== undefined && !lines.some(({ productId }) => productId === filter.productId)) return false;
  if (filter.status !== undefined && status !== filter.status) return false;
  if (filter.test !== undefined && test !== filter.test) return false;
  return placedAt >= (filter.from ?? ever.from) && placedAt <= (filter.until ?? ever.until);
}
