import { shortageOverdue, stockReserved } from "@donut/contracts/events/stock";
import { type TransactItem, transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { correlationId, withContext } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { levelsOf, missing } from "../stock/levels.ts";
import { readStock, type StockItem } from "../stock/stock-item.ts";
import { foundOverdue, stockUpdate } from "../stock/stock-update.ts";
import { announcedAgain } from "./announce-again.ts";
import { askAboutProduction } from "./factory-client.ts";
import { type ProductionOrder, readProductionOrder } from "./production-order.ts";
import { settleProduction } from "./settle-production.ts";

export interface ShortageSweep {
  /** Shortages that were overdue: the factory was asked again, or about its progress, and operators were notified. */
  overdue: number;
  /** Productions whose report never came. */
  settled: number;
  /** Products with units still reserved for customers who are owed them. */
  reserved: number;
}

type Short = StockItem & { shortageId: string };

const minuteMs = 60_000;
/** How long a shortage may be late before it is looked into; the wait doubles each time. */
const firstPatienceMs = 10 * minuteMs;
const longestPatienceMs = 6 * 60 * minuteMs;

/**
 * Takes care of everything that waits for the factory, so that it does not depend on one message. A shortage without an
 * answer is requested again under its id, which the factory recognises; if its production should have arrived, the
 * factory is asked about it. Operators are notified in both cases. Units still reserved for customers who are owed them
 * are announced again.
 */
export async function sweepShortages(giveUpAt: number, now = Date.now()): Promise<ShortageSweep> {
  const swept: ShortageSweep = { overdue: 0, settled: 0, reserved: 0 };
  for (const stock of (await readStock()).values()) {
    if (Date.now() > giveUpAt) break;
    if (stock.reserved !== undefined) {
      await transact([reservedAgain(stock, stock.reserved)]);
      swept.reserved++;
    }
    if (!isShort(stock) || !isOverdue(stock, now)) continue;
    const result = await lookAfter(stock, AbortSignal.timeout(Math.max(1, giveUpAt - Date.now())));
    swept[result]++;
  }
  return swept;
}

async function lookAfter(stock: Short, signal: AbortSignal): Promise<"overdue" | "settled"> {
  const order = await readProductionOrder(stock.shortageId);
  return withContext({ correlationId: order?.correlationId ?? correlationId() }, async () => {
    const state = order && (await askAboutProduction(order.id, signal));
    if (order && (state?.status === "completed" || state?.status === "failed")) {
      await settle(order, state.status);
      return "settled";
    }
    const producing = state?.status === "producing" || state?.status === "accepted";
    const reason = order === undefined ? "The factory has not accepted it." : reasonOf(state);
    await tell(stock, await quantityOf(stock, order), { reason, askAgain: !producing });
    return "overdue";
  });
}

/** Settles it as its report would have; a late report is recognised as a duplicate. */
async function settle({ id, productId, quantity, correlationId }: ProductionOrder, status: "completed" | "failed") {
  const settledAt = new Date().toISOString();
  const reason = status === "failed" ? { reason: "The factory says so; its report never came." } : {};
  await settleProduction({ id, productId, quantity, status, settledAt, correlationId, ...reason });
}

/** If several sweeps run at once, one of them notifies; the others find that it has been done. */
async function tell(
  stock: Short,
  quantity: number,
  { reason, askAgain }: { reason: string; askAgain: boolean },
): Promise<void> {
  const { shortageId, productId, shortageSince: since, shortageAsks = 0 } = stock;
  const asks = shortageAsks + 1;
  await transact([
    stockUpdate(productId, foundOverdue(shortageId, asks, new Date().toISOString())),
    outboxPut(createEvent(shortageOverdue, { shortageId, productId, quantity, since, asks, reason })),
    ...(askAgain ? [announcedAgain(stock, quantity)] : []),
  ]);
}

async function quantityOf(stock: Short, order: ProductionOrder | undefined): Promise<number> {
  const known = stock.shortageQuantity ?? order?.quantity;
  if (known !== undefined) return known;
  const { restockQuantity = 1 } = (await readCatalog()).get(stock.productId) ?? {};
  return restockQuantity + missing(levelsOf(stock));
}

function reservedAgain({ productId, ...stock }: StockItem, units: number): TransactItem {
  const still = missing(levelsOf({ productId, ...stock }));
  return outboxPut(createEvent(stockReserved, { productId, units, missing: still }));
}

function isShort(stock: StockItem): stock is Short {
  return stock.shortageId !== undefined;
}

function isOverdue({ shortageSince, shortageAskedAt, expectedAt, shortageAsks = 0 }: Short, now: number): boolean {
  const patience = Math.min(longestPatienceMs, firstPatienceMs * 2 ** shortageAsks);
  const since = Date.parse(shortageAskedAt ?? shortageSince ?? "1970-01-01");
  const due = Math.max(since, Date.parse(expectedAt ?? "1970-01-01")) + patience;
  // If the clock was set back, the shortage must not wait until it catches up.
  return due < now || since > now + minuteMs;
}

function reasonOf(state: Awaited<ReturnType<typeof askAboutProduction>> | undefined): string {
  if (state === undefined) return "";
  if ("reason" in state) return state.reason;
  return `The factory says that it is ${state.status}, and it should have come by now.`;
}
