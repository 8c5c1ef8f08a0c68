import { setTimeout } from "node:timers/promises";
import type { Order, Short } from "@donut/contracts/sales";
import { type TransactItem, transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { crossingSale, plainSale, planSale, shortage } from "../stock/sale.ts";
import { type StockItem, stockItem } from "../stock/stock-item.ts";
import { type Admission, guardFor, hadSeat, takeSeat } from "../waiting-room/door.ts";
import { publicOrder, type StoredOrder, storedOrder } from "./order.ts";
import { orderPut, placedPut } from "./order-writes.ts";
import { draftOrder, type Identity, identify, type Line, linesOf, type OrderRequest, unknownIn } from "./request.ts";

export type Placing =
  | { status: "placed"; order: Order }
  /** The same request was placed before under this key. */
  | { status: "repeated"; order: Order }
  /** The key belongs to another request. */
  | { status: "key-reused" }
  | { status: "unknown-product"; productIds: string[] }
  /** Nothing was sold, and the factory has been asked for more of each product. */
  | { status: "short"; short: Short[] }
  /** Only visitors admitted by the waiting room may buy it. Nothing was sold. */
  | { status: "admission-required" }
  /** The turn is over: used, left, or timed out. Nothing was sold. */
  | { status: "admission-over" }
  /** Conflicts with other orders lasted until `giveUpAt`. Nothing was sold. */
  | { status: "busy" };

const catalogRetryMs = 20;

/**
 * The last known guard of each product: saves an order with an admission one attempt. The stock's condition corrects
 * outdated entries.
 */
const guardsSeen = new Map<string, string>();

/**
 * Sells all lines or none, in one transaction, without a read if everything is in plentiful supply. The stock returned
 * by failed conditions decides how to go on, until `giveUpAt` (ms since the epoch). For products guarded by the waiting
 * room, the same transaction takes the seat of `admission`.
 */
export async function placeOrder(request: OrderRequest, giveUpAt: number, admission?: Admission): Promise<Placing> {
  const seen = new Map<string, StockItem>();
  let catalog = await readCatalog();
  if (unknownIn(request, catalog).length > 0) catalog = await readCatalog(1_000);

  const identity = identify(request);
  while (Date.now() < giveUpAt) {
    const productIds = unknownIn(request, catalog);
    if (productIds.length > 0) return { status: "unknown-product", productIds };
    const lines = linesOf(request, catalog);
    if (lines.some(({ product }) => (seen.get(product.id)?.price ?? product.price) !== product.price)) {
      await setTimeout(catalogRetryMs);
      catalog = await readCatalog(0);
      seen.clear();
      continue;
    }
    const result = await tryToSell(request, identity, lines, seen, giveUpAt, admission);
    if (result !== undefined) return result;
  }
  return { status: "busy" };
}

/** @returns undefined if the stock was not as planned: `seen` then holds the current stock. */
async function tryToSell(
  request: OrderRequest,
  identity: Identity,
  lines: Line[],
  seen: Map<string, StockItem>,
  giveUpAt: number,
  admission: Admission | undefined,
): Promise<Placing | undefined> {
  const own = admission && guardFor(admission);
  const guardOf = (id: string) => (seen.has(id) || own === undefined ? seen.get(id)?.guard : guardsSeen.get(id));
  const guards = lines.map(({ product }) => guardOf(product.id));
  const foreign = lines.some(({ product }) => ![undefined, own].includes(seen.get(product.id)?.guard));
  if (foreign) return { status: "admission-required" };
  const plans = lines.map((line) => ({
    ...line,
    sale: planSale(line.product, line.quantity, seen.get(line.product.id)),
  }));
  const short = plans.flatMap(({ sale, ...line }) => (sale.kind === "short" ? [{ ...line, seen: sale.seen }] : []));
  if (short.length > 0) return answerShort(short, seen, giveUpAt);

  const stored = draftOrder("completed", request, identity, lines);
  const items: TransactItem[] = [orderPut(stored), placedPut(stored)];
  const lineAt = new Map<number, Line>();
  for (const [index, { sale, ...line }] of plans.entries()) {
    lineAt.set(items.length, line);
    const guard = guards[index];
    if (sale.kind === "crossing") items.push(...crossingSale(line.product, line.quantity, sale.seen, { guard }));
    if (sale.kind === "plain") items.push(...plainSale(line.product, line.quantity, { guard }));
  }
  const takes = admission !== undefined && guards.some((guard) => guard !== undefined);
  const seatAt = takes ? items.push(takeSeat(admission, stored.id, Date.parse(stored.placedAt))) - 1 : -1;

  const result = await transact(items, giveUpAt);
  if (result.status === "committed") return { status: "placed", order: publicOrder(stored) };
  if (result.status === "conflict") return { status: "busy" };
  if (result.found.has(0)) return repeated(storedOrder.parse(result.found.get(0)), stored);
  for (const [index, found] of result.found) {
    const line = lineAt.get(index);
    if (line !== undefined) note(line.product.id, stockItem.parse(found), seen);
  }
  if (admission === undefined || !result.found.has(seatAt)) return undefined;
  const known = lines.some(({ product }) => seen.get(product.id)?.guard !== undefined);
  if (known) return { status: hadSeat(admission, result.found.get(seatAt)) ? "admission-over" : "admission-required" };
  // Perhaps none of it is guarded any more.
  for (const { product } of lines) guardsSeen.delete(product.id);
  return undefined;
}

function note(productId: string, stock: StockItem, seen: Map<string, StockItem>): void {
  seen.set(productId, stock);
  if (stock.guard === undefined) guardsSeen.delete(productId);
  else guardsSeen.set(productId, stock.guard);
}

/**
 * Asks the factory for products that have no open shortage yet; each has at most one, however many customers run into
 * it.
 */
async function answerShort(
  short: (Line & { seen: StockItem })[],
  seen: Map<string, StockItem>,
  giveUpAt: number,
): Promise<Placing | undefined> {
  const unasked = short.filter((line) => line.seen.shortageId === undefined);
  const items = unasked.flatMap(({ product, quantity, seen }) => shortage(product, quantity, seen));
  const result = items.length > 0 ? await transact(items, giveUpAt) : undefined;
  if (result?.status === "conflict") return { status: "busy" };
  if (result?.status === "refused") {
    seen.clear();
    return undefined;
  }
  return {
    status: "short",
    short: short.map(({ product, quantity, seen: { available, expectedAt } }) => ({
      productId: product.id,
      requested: quantity,
      available,
      expectedAt,
    })),
  };
}

function repeated(existing: StoredOrder, wanted: StoredOrder): Placing {
  if (existing.requestHash !== wanted.requestHash) return { status: "key-reused" };
  return { status: "repeated", order: publicOrder(existing) };
}
