import { setTimeout } from "node:timers/promises";
import { shopifyOrderServed } from "@donut/contracts/events/shopify";
import { transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { withContext } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { handedOut, levelsOf } from "../stock/levels.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { moveStock } from "../stock/stock-update.ts";
import { openEntryWrites, waitingFor } from "./open-entries.ts";
import { readStoredOrders, type StoredOrder, storedOrderPut } from "./stored-order.ts";
import { withUnits } from "./take.ts";

/** Each takes up to three parts of a transaction, which may have 100. */
const mostOrders = 25;
const pauseMs = 50;

/**
 * Hands out the reserved units of a product to the orders that are owed them, longest waiting first. Safe to repeat:
 * the same transaction gives units to an order and takes them from the reserve.
 *
 * @returns false if conflicts lasted until `giveUpAt` (ms since the epoch)
 */
export async function handOut(productId: string, giveUpAt: number): Promise<boolean> {
  const product = (await readCatalog()).get(productId) ?? { id: productId, reorderPoint: -1, restockQuantity: 1 };
  while (Date.now() < giveUpAt) {
    const [stock, entries] = await Promise.all([readStockItem(productId), waitingFor("owed", productId, mostOrders)]);
    if (stock?.reserved === undefined) return true;
    const orders = await readStoredOrders(entries.map(({ orderKey }) => orderKey));
    const servings = serve(
      entries.flatMap(({ orderKey }) => orders.get(orderKey) ?? []),
      productId,
      stock.reserved,
    );
    const total = servings.reduce((sum, { units }) => sum + units, 0);
    // The reads are not one snapshot: those who are owed may have been served already, or may not be listed yet.
    if (total === 0) {
      await setTimeout(pauseMs);
      continue;
    }
    const items = servings.flatMap(({ before, after, units }) => [
      storedOrderPut(after, before),
      ...openEntryWrites(before, after),
      withContext({ correlationId: after.correlationId }, () => {
        const { shop, orderId, name, owed } = after;
        return outboxPut(createEvent(shopifyOrderServed, { shop, orderId, name, productId, units, owed }));
      }),
    ]);
    const moved = moveStock(product, stock, handedOut(levelsOf(stock), total));
    const result = await transact([...items, ...moved], giveUpAt);
    if (result.status === "conflict") return false;
  }
  return false;
}

interface Serving {
  before: StoredOrder;
  after: StoredOrder;
  units: number;
}

function serve(orders: StoredOrder[], productId: string, reserved: number): Serving[] {
  const servings: Serving[] = [];
  let left = reserved;
  for (const before of orders) {
    const owed = before.owed[productId] ?? 0;
    const units = Math.min(left, owed);
    if (units === 0) continue;
    left -= units;
    const { [productId]: since = "", ...others } = before.owedSince;
    const after = {
      ...before,
      taken: withUnits(before.taken, productId, (before.taken[productId] ?? 0) + units),
      owed: withUnits(before.owed, productId, owed - units),
      owedSince: units < owed ? { ...others, [productId]: since } : others,
      writes: before.writes + 1,
    };
    servings.push({ before, after, units });
  }
  return servings;
}
