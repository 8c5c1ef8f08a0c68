import { Resource } from "sst";
import * as z from "zod";
import { queryPages } from "../aws/query-page.ts";
import { sendMessages } from "../aws/send-messages.ts";
import { correlationId } from "../context.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { standing, type WishRef, wish } from "./wish.ts";

/** One wish whose mail is due. Each has its own message, so an address that cannot be mailed holds up nobody else. */
export const wishCall = wish.pick({ productId: true, id: true, wishId: true }).extend({ correlationId: z.string() });
export type WishCall = z.infer<typeof wishCall>;

const atOnce = 200;

/**
 * Queues the mails of everybody who waits for a product, page by page. A repeated call is recognised when it is mailed,
 * and whoever has been mailed waits no longer, so a call that was cut off is simply made again.
 *
 * @returns how many were called
 */
export async function callWishers(productId: string, signal: AbortSignal): Promise<number> {
  // What comes in for those who are owed it is not available.
  if (!((await readStockItem(productId))?.available ?? 0)) return 0;
  const pages = queryPages({
    TableName: Resource.WishTable.name,
    KeyConditionExpression: "productId = :productId",
    ExpressionAttributeValues: { ":productId": productId },
    ConsistentRead: true,
    Limit: atOnce,
  });
  let called = 0;
  for await (const page of pages) {
    signal.throwIfAborted();
    const wishes = page.flatMap((item) => standing(item) ?? []);
    await sendCalls(wishes);
    called += wishes.length;
  }
  return called;
}

export async function sendCalls(wishes: WishRef[]): Promise<void> {
  const calls = wishes.map(({ productId, id, wishId }): WishCall => {
    return { productId, id, wishId, correlationId: correlationId() };
  });
  await sendMessages(
    Resource.WishMailQueue.url,
    calls.map((call) => JSON.stringify(call)),
  );
}
