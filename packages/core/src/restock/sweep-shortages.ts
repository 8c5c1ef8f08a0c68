import { shortageOverdue, stockDepleted, stockReserved } from "@donut/contracts/events/stock";
import { type TransactItem, transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { correlationId, withContext } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { levelsOf, missing } from "../stock/levels.ts";
import { readStock, type StockItem } from "../stock/stock-item.ts";
import { foundOverdue, stockUpdate } from "../stock/stock-update.ts";
import { askAboutProduction } from "./factory-client.ts";
import { type ProductionOrder, readProductionOrder } from "./production-order.ts";
import { settleProduction } from "./settle-production.ts";

export interface ShortageSweep {
  /** Shortages that were found overdue: the factory was asked again, or about them, and operators were told. */
  overdue: number;
  /** Productions whose report never came. */
  settled: number;
  /** Products of which units were still reserved for whoever is owed them. */
  reserved: number;
}

type Short = StockItem & { shortageId: string };

const minuteMs = 60_000;
/** How long a shortage may be late before it is looked into; twice as long each further time. */
const firstPatienceMs = 10 * minuteMs;
const longestPatienceMs = 6 * 60 * minuteMs;

/**
 * Looks after what waits for the factory, so that it does not depend on one message: a shortage that nobody has answered is
 * asked for again under its id, which the factory knows; one whose production should have come is asked after. Both are
 * told to operators. What is still reserved for those who are owed it is announced again.
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

/** As its report would have, which is known should it still come. */
async function settle({ id, productId, quantity, correlationId }: ProductionOrder, status: "completed" | "failed") {
  const settledAt = new Date().toISOString();
  const reason = status === "failed" ? { reason: "The factory says so; its report never came." } : {};
  await settleProduction({ id, productId, quantity, status, settledAt, correlationId, ...reason });
}

/** One of several sweeps at a time does it: the others find it asked. */
async function tell(
  { shortageId, productId, available, shortageSince: since, firstShortageId = shortageId, shortageAsks = 0 }: Short,
  quantity: number,
  { reason, askAgain }: { reason: string; askAgain: boolean },
): Promise<void> {
  const asks = shortageAsks + 1;
  const first = since === undefined ? undefined : { shortageId: firstShortageId, since };
  const depleted = createEvent(stockDepleted, { shortageId, productId, quantity, available, ...(first && { first }) });
  await transact([
    stockUpdate(productId, foundOverdue(shortageId, asks, new Date().toISOString())),
    outboxPut(createEvent(shortageOverdue, { shortageId, productId, quantity, since, asks, reason })),
    ...(askAgain ? [outboxPut(depleted)] : []),
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
  // A clock that was set back must not make it wait until the time it was set back from.
  return due < now || since > now + minuteMs;
}

function reasonOf(state: Awaited<ReturnType<typeof askAboutProduction>> | undefined): string {
  if (state === undefined) return "";
  if ("reason" in state) return state.reason;
  return `The factory says that it is ${state.status}, and it should have come by now.`;
}
