import { shortageOverdue } from "@donut/contracts/events/stock";
import { Failure } from "@donut/core/messaging/failure";
import { readStockItem } from "@donut/core/stock/stock-item";
import { consume } from "./consume.ts";

/**
 * Fails while the shortage is open, so that the message goes to the dead-letter queue and raises the alarm for
 * operators.
 */
export const handler = consume(shortageOverdue.schema, async ({ data }) => {
  const { shortageId, productId, since, asks, reason } = data;
  if ((await readStockItem(productId))?.shortageId !== shortageId) return;
  const text = `${productId} is short since ${since ?? "long ago"}. Looked into ${asks} times. ${reason}`;
  throw new Failure("ShortageOverdue", text, { retryable: false });
});
