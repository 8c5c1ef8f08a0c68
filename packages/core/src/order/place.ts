import { setTimeout } from "node:timers/promises";
import type { Order, Short } from "@donut/contracts/sales";
import { type TransactItem, transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { crossingSale, plainSale, planSale, shortage } from "../stock/sale.ts";
import { type StockItem, stockItem } from "../stock/stock-item.ts";
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
  /** Nothing was sold, and the factory has been asked for more of each. */
  | { status: "short"; short: Short[] }
  /** Too many others wanted the same until `giveUpAt`. Nothing was sold. */
  | { status: "busy" };

const catalogRetryMs = 20;

/**
 * Sells all lines or none, in one transaction and without a read when there is plenty of everything. What the stock's
 * conditions return tells how to go on, until `giveUpAt` (ms since the epoch).
 */
export async function placeOrder(request: OrderRequest, giveUpAt: number): Promise<Placing> {
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
    const result = await tryToSell(request, identity, lines, seen, giveUpAt);
    if (result !== undefined) return result;
  }
  return { status: "busy" };
}

/** @returns nothing when the stock was not as planned: `seen` then holds what it is. */
async function tryToSell(
  request: OrderRequest,
  identity: Identity,
  lines: Line[],
  seen: Map<string, StockItem>,
  giveUpAt: number,
): Promise<Placing | undefined> {
  const plans = lines.map((line) => ({
    ...line,
    sale: planSale(line.product, line.quantity, seen.get(line.product.id)),
  }));
  const short = plans.flatMap(({ sale, ...line }) => (sale.kind === "short" ? [{ ...line, seen: sale.seen }] : []));
  if (short.length > 0) return answerShort(short, seen, giveUpAt);

  const stored = draftOrder("completed", request, identity, lines);
  const items: TransactItem[] = [orderPut(stored), placedPut(stored)];
  const lineAt = new Map<number, Line>();
  for (const { sale, ...line } of plans) {
    lineAt.set(items.length, line);
    if (sale.kind === "crossing") items.push(...crossingSale(line.product, line.quantity, sale.seen));
    if (sale.kind === "plain") items.push(...plainSale(line.product, line.quantity));
  }

  const result = await transact(items, giveUpAt);
  if (result.status === "committed") return { status: "placed", order: publicOrder(stored) };
  if (result.status === "conflict") return { status: "busy" };
  if (result.found.has(0)) return repeated(storedOrder.parse(result.found.get(0)), stored);
  for (const [index, found] of result.found) {
    const line = lineAt.get(index);
    if (line !== undefined) seen.set(line.product.id, stockItem.parse(found));
  }
  return undefined;
}

/** Asks the factory for what nobody has asked for yet; one open shortage per product, however many customers hit it. */
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
