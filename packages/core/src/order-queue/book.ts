import type { Short } from "@donut/contracts/sales";
import { type TransactItem, transact } from "../aws/transact.ts";
import { type Catalog, readCatalog } from "../catalog/catalog.ts";
import type { Product } from "../catalog/product.ts";
import { withContext } from "../context.ts";
import { placedPut, settledOrderPut } from "../order/order-writes.ts";
import { crossingSale, plainSale, planSale, shortage, type Terms } from "../stock/sale.ts";
import { type StockItem, stockItem } from "../stock/stock-item.ts";
import { guardFor, takeSeat } from "../waiting-room/door.ts";
import { clearedCheck, clearedIn } from "./counters.ts";
import { type QueuedOrder, settled } from "./queued-order.ts";
import { withdraw } from "./withdraw.ts";

export type Booking =
  | "completed"
  /** There was not enough stock. Nothing was sold, and the factory has been asked for more. */
  | "rejected"
  /** Already settled, or the id belongs to another request. Nothing was changed. */
  | "known"
  /** The queue was cleared before its turn. Nothing was sold. */
  | "withdrawn";

/** DynamoDB's limit on the actions in one transaction. */
const mostParts = 100;

interface Work {
  catalog: Catalog;
  /** The stock of products, as learnt from failed conditions. */
  seen: Map<string, StockItem>;
  /** The queue is known to be cleared up to this number. */
  cleared: number;
  /** Orders whose customer no longer has the seat in the waiting room. */
  unseated: Set<QueuedOrder>;
  /** Orders that will not be sold, and why. */
  over: Map<QueuedOrder, Booking>;
  bookings: Booking[];
  giveUpAt: number;
}

/**
 * Books orders, first come, first served, in as few transactions as possible: each transaction takes the units of a
 * product from stock once for all of its orders. An order is sold whole or not at all, and only once, however often it
 * is passed in. Orders that were cleared from the queue are not sold, even if that happens just before the sale;
 * `cleared` is the highest number known to be cleared. Gives up at `giveUpAt` (ms since the epoch) if conflicts last
 * that long.
 *
 * @returns the outcome of each order; fewer outcomes than orders if it gave up
 */
export async function bookOrders(orders: QueuedOrder[], giveUpAt: number, cleared = 0): Promise<Booking[]> {
  const catalog = await readCatalog();
  const work: Work = {
    catalog,
    seen: new Map(),
    cleared,
    unseated: new Set(),
    over: new Map(),
    bookings: [],
    giveUpAt,
  };
  for (const part of partsOf(orders)) if (!(await bookTogether(part, work))) break;
  return work.bookings;
}

/** @returns false if it gave up before all were booked. */
async function bookTogether(orders: QueuedOrder[], work: Work): Promise<boolean> {
  const { over, seen, bookings } = work;
  while (Date.now() < work.giveUpAt) {
    if (!(await withdrawCleared(orders, work))) return false;
    if (!(await refuseUnadmitted(orders, work))) return false;
    const open = orders.filter((order) => !over.has(order));
    const wanted = unitsOf(open);
    const anyShort = [...wanted].some(([productId, units]) => isShort(productId, units, work));
    if (anyShort && open.length > 1) return bookHalves(orders, work);
    if (anyShort) return reject(orders, open, work);

    const result = open.length > 0 ? await sell(open, wanted, work) : ({ status: "committed" } as const);
    if (result.status === "conflict") return false;
    if (result.status === "committed") {
      for (const productId of wanted.keys()) seen.delete(productId);
      bookings.push(...orders.map((order) => over.get(order) ?? "completed"));
      return true;
    }
    for (const order of result.known) over.set(order, "known");
  }
  return false;
}

/** @returns false if conflicts lasted too long. */
async function withdrawCleared(orders: QueuedOrder[], { cleared, over, giveUpAt }: Work): Promise<boolean> {
  const gone = orders.filter((order) => order.number <= cleared && !over.has(order));
  const results = await withdraw(gone, giveUpAt);
  for (const [index, order] of gone.entries()) over.set(order, results[index] === "known" ? "known" : "withdrawn");
  return !results.includes("busy");
}

/**
 * Settles, unsold, orders for guarded products whose customer has no valid admission: the waiting room was opened, or
 * opened anew, after the order was accepted.
 *
 * @returns false if conflicts lasted too long
 */
async function refuseUnadmitted(orders: QueuedOrder[], { over, seen, unseated, giveUpAt }: Work): Promise<boolean> {
  const guardedFrom = ({ lines, admission }: QueuedOrder) => {
    const own = admission && guardFor(admission);
    return lines.some(({ productId }) => ![undefined, own].includes(seen.get(productId)?.guard));
  };
  const refused = orders.filter((order) => !over.has(order) && (unseated.has(order) || guardedFrom(order)));
  const results = await withdraw(refused, giveUpAt);
  for (const [index, order] of refused.entries()) over.set(order, results[index] === "known" ? "known" : "rejected");
  return !results.includes("busy");
}

/** Each half needs less stock; the first half keeps its precedence. */
async function bookHalves(orders: QueuedOrder[], work: Work): Promise<boolean> {
  const middle = Math.ceil(orders.length / 2);
  return (await bookTogether(orders.slice(0, middle), work)) && (await bookTogether(orders.slice(middle), work));
}

type Sold = { status: "committed" } | { status: "conflict" } | { status: "refused"; known: QueuedOrder[] };

/**
 * Sells all orders in one transaction. If it is refused, updates what `work` knows about the stock and the cleared
 * numbers.
 */
async function sell(orders: QueuedOrder[], wanted: Map<string, number>, work: Work): Promise<Sold> {
  const { catalog, seen, cleared, giveUpAt } = work;
  const settledAt = new Date().toISOString();
  const items = orders.flatMap((order) => {
    const sold = settled(order, "completed", settledAt);
    return [settledOrderPut(sold, cleared), placedPut(sold)];
  });
  const productAt = new Map<number, string>();
  for (const [productId, units] of wanted) {
    productAt.set(items.length, productId);
    items.push(...saleOf(catalog.get(productId) as Product, units, seen.get(productId), orders));
  }
  const checkAt = items.push(clearedCheck(cleared)) - 1;
  const seated = orders.filter(({ admission }) => admission !== undefined);
  const seatsAt = items.length;
  for (const { admission, id, placedAt } of seated)
    if (admission) items.push(takeSeat(admission, id, Date.parse(placedAt)));

  const result = await transact(items, giveUpAt);
  if (result.status !== "refused") return result;
  if (result.found.has(checkAt)) work.cleared = clearedIn(result.found.get(checkAt));
  for (const [index, found] of result.found) {
    const productId = productAt.get(index);
    if (productId !== undefined) seen.set(productId, stockItem.parse(found));
  }
  for (const [index, order] of seated.entries()) if (result.found.has(seatsAt + index)) work.unseated.add(order);
  return { status: "refused", known: orders.filter((_, index) => result.found.has(2 * index)) };
}

function saleOf(product: Product, units: number, seen: StockItem | undefined, orders: QueuedOrder[]): TransactItem[] {
  const sale = planSale(product, units, seen);
  const admission = orders.find(({ lines }) => lines.some(({ productId }) => productId === product.id))?.admission;
  const guard = seen ? seen.guard : admission && guardFor(admission);
  const terms: Terms = { pricing: "promised", guard };
  if (sale.kind !== "crossing") return plainSale(product, units, terms);
  const { correlationId } = crossingOrder(product, sale.seen.available, orders);
  return withContext({ correlationId }, () => crossingSale(product, units, sale.seen, terms));
}

/** @returns the order that brings stock down to the reorder point */
function crossingOrder({ id, reorderPoint }: Product, available: number, orders: QueuedOrder[]): QueuedOrder {
  let left = available;
  const found = orders.find((order) => {
    left -= unitsOf([order]).get(id) ?? 0;
    return left <= reorderPoint;
  });
  return found ?? (orders.at(-1) as QueuedOrder);
}

/** Settles one order for which there is not enough stock, and asks the factory for more. */
async function reject(orders: QueuedOrder[], [order]: QueuedOrder[], work: Work): Promise<boolean> {
  const { catalog, seen, over, bookings, giveUpAt } = work;
  if (order === undefined) return true;
  const short: Short[] = [];
  const items: TransactItem[] = [];
  for (const { productId, quantity } of order.lines) {
    if (!isShort(productId, quantity, work)) continue;
    const product = catalog.get(productId);
    const stock = seen.get(productId);
    const { available = 0, expectedAt } = stock ?? {};
    short.push({ productId, requested: quantity, available, ...(expectedAt && { expectedAt }) });
    if (product === undefined || stock === undefined || stock.shortageId !== undefined) continue;
    items.push(...withContext(order, () => shortage(product, quantity, stock)));
  }
  const rejected = { ...settled(order, "rejected"), short };
  const result = await transact([settledOrderPut(rejected), ...items], giveUpAt);
  if (result.status === "conflict") return false;
  if (result.status === "refused" && !result.found.has(0)) {
    for (const { productId } of short) seen.delete(productId);
    return bookTogether(orders, work);
  }
  over.set(order, result.status === "committed" ? "rejected" : "known");
  bookings.push(...orders.map((it) => over.get(it) ?? "known"));
  return true;
}

/** A product that is no longer in the catalogue counts as short. */
function isShort(productId: string, units: number, { catalog, seen }: Work): boolean {
  const product = catalog.get(productId);
  return product === undefined || planSale(product, units, seen.get(productId)).kind === "short";
}

function unitsOf(orders: QueuedOrder[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { lines } of orders)
    for (const { productId, quantity } of lines) units.set(productId, (units.get(productId) ?? 0) + quantity);
  return units;
}

/** Splits orders so that each part fits in one transaction: no order twice, and not too many actions. */
function partsOf(orders: QueuedOrder[]): QueuedOrder[][] {
  const parts: QueuedOrder[][] = [];
  for (const order of orders) {
    const part = parts.at(-1);
    if (part && fits(order, part)) part.push(order);
    else parts.push([order]);
  }
  return parts;
}

/**
 * An order takes two actions, plus one for a seat in the waiting room. A product takes one, or two if a shortage is
 * opened. One more checks what is cleared.
 */
function fits(order: QueuedOrder, part: QueuedOrder[]): boolean {
  const together = [...part, order];
  const seats = together.filter(({ admission }) => admission !== undefined).length;
  const actions = 2 * together.length + seats + 2 * unitsOf(together).size + 1;
  return actions <= mostParts && part.every(({ id }) => id !== order.id);
}
