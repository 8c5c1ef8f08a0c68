import { type TransactItem, transact } from "../aws/transact.ts";
import { type Catalog, readCatalog } from "../catalog/catalog.ts";
import type { Product } from "../catalog/product.ts";
import { withContext } from "../context.ts";
import type { Short } from "../order/order.ts";
import { placedPut, settledOrderPut } from "../order/order-writes.ts";
import { crossingSale, plainSale, planSale, shortage } from "../stock/sale.ts";
import { type StockItem, stockItem } from "../stock/stock-item.ts";
import { clearedCheck, clearedIn } from "./line.ts";
import { type QueuedOrder, settled } from "./queued-order.ts";
import { withdraw } from "./withdraw.ts";

export type Booking =
  | "completed"
  /** Not all of it was there. Nothing of it was sold; the factory has been asked for more. */
  | "rejected"
  /** It was settled before, or its id belongs to another request. Nothing was changed. */
  | "known"
  /** It was cleared from the line. Nothing of it was sold. */
  | "withdrawn";

/** A DynamoDB transaction may have so many parts. */
const mostParts = 100;

interface Work {
  catalog: Catalog;
  /** What stock there is, as far as conditions that failed have told. */
  seen: Map<string, StockItem>;
  /** Up to which number the line was cleared, as far as is known. */
  cleared: number;
  /** What there is nothing to sell of, and why. */
  over: Map<QueuedOrder, Booking>;
  bookings: Booking[];
  giveUpAt: number;
}

/**
 * Books orders in the order given, as few transactions as they fit in: the stock of a product is taken once, for all
 * who want it. Each order is sold whole or not at all, and once, however often it is given. Whoever comes earlier gets
 * what there is, and nothing is sold to whoever is cleared from the line, up to the moment of the sale; `cleared` is the
 * last number that is known to be. Stops when others were writing the same for too long (until `giveUpAt`, ms since the
 * epoch).
 *
 * @returns what came of each order; fewer than there are orders if it stopped
 */
export async function bookOrders(orders: QueuedOrder[], giveUpAt: number, cleared = 0): Promise<Booking[]> {
  const catalog = await readCatalog();
  const work: Work = { catalog, seen: new Map(), cleared, over: new Map(), bookings: [], giveUpAt };
  for (const part of partsOf(orders)) if (!(await bookTogether(part, work))) break;
  return work.bookings;
}

/** @returns false if it stopped before all had been booked. */
async function bookTogether(orders: QueuedOrder[], work: Work): Promise<boolean> {
  const { over, seen, bookings } = work;
  while (Date.now() < work.giveUpAt) {
    if (!(await withdrawCleared(orders, work))) return false;
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

/** @returns false if others were writing one of them for too long. */
async function withdrawCleared(orders: QueuedOrder[], { cleared, over, giveUpAt }: Work): Promise<boolean> {
  const gone = orders.filter((order) => order.number <= cleared && !over.has(order));
  const results = await withdraw(gone, giveUpAt);
  for (const [index, order] of gone.entries()) over.set(order, results[index] === "known" ? "known" : "withdrawn");
  return !results.includes("busy");
}

/** Less is wanted by each half, and the first one has its turn first. */
async function bookHalves(orders: QueuedOrder[], work: Work): Promise<boolean> {
  const middle = Math.ceil(orders.length / 2);
  return (await bookTogether(orders.slice(0, middle), work)) && (await bookTogether(orders.slice(middle), work));
}

type Sold = { status: "committed" } | { status: "conflict" } | { status: "refused"; known: QueuedOrder[] };

/** All of it, in one transaction. When it is refused, `work` knows more of the stock, or of what was cleared. */
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

  const result = await transact(items, giveUpAt);
  if (result.status !== "refused") return result;
  if (result.found.has(checkAt)) work.cleared = clearedIn(result.found.get(checkAt));
  for (const [index, found] of result.found) {
    const productId = productAt.get(index);
    if (productId !== undefined) seen.set(productId, stockItem.parse(found));
  }
  return { status: "refused", known: orders.filter((_, index) => result.found.has(2 * index)) };
}

function saleOf(product: Product, units: number, seen: StockItem | undefined, orders: QueuedOrder[]): TransactItem[] {
  const sale = planSale(product, units, seen);
  if (sale.kind !== "crossing") return plainSale(product, units, "promised");
  const { correlationId } = crossingOrder(product, sale.seen.available, orders);
  return withContext({ correlationId }, () => crossingSale(product, units, sale.seen, "promised"));
}

/** @returns the first order after which no more than the reorder point is left */
function crossingOrder({ id, reorderPoint }: Product, available: number, orders: QueuedOrder[]): QueuedOrder {
  let left = available;
  const found = orders.find((order) => {
    left -= unitsOf([order]).get(id) ?? 0;
    return left <= reorderPoint;
  });
  return found ?? (orders.at(-1) as QueuedOrder);
}

/** Settles the one order of which not everything is there, and asks for more. */
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

/** What is not in the catalogue any more is short, too. */
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

/** Orders that fit in one transaction: none of them there twice, and not too many parts. */
function partsOf(orders: QueuedOrder[]): QueuedOrder[][] {
  const parts: QueuedOrder[][] = [];
  for (const order of orders) {
    const part = parts.at(-1);
    if (part && fits(order, part)) part.push(order);
    else parts.push([order]);
  }
  return parts;
}

/** An order is two parts of a transaction, a product one, or two when its shortage is opened; one looks at the line. */
function fits(order: QueuedOrder, part: QueuedOrder[]): boolean {
  const together = [...part, order];
  return 2 * together.length + 2 * unitsOf(together).size + 1 <= mostParts && part.every(({ id }) => id !== order.id);
}
