import { stockDepleted } from "@donut/contracts/events/stock";
import type { TransactItem } from "../aws/transact.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import type { StockItem } from "../stock/stock-item.ts";

/**
 * The part of a transaction that announces an open shortage once more, under its id: the factory answers as before if it
 * has an answer, so nothing is ordered twice.
 */
export function announcedAgain(stock: StockItem & { shortageId: string }, quantity: number): TransactItem {
  const { shortageId, productId, available, shortageSince: since, firstShortageId = shortageId } = stock;
  const first = since === undefined ? undefined : { shortageId: firstShortageId, since };
  return outboxPut(createEvent(stockDepleted, { shortageId, productId, quantity, available, ...(first && { first }) }));
}
