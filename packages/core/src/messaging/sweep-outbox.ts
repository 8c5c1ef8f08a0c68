import { Resource } from "sst";
import { scanPages } from "../aws/scan-all.ts";
import { type NotPublished, relay } from "./relay.ts";

export interface OutboxSweep {
  published: number;
  failed: NotPublished[];
}

/** By then the relay has published whatever it can. */
const leftAloneMs = 2 * 60_000;

/**
 * Publishes what the relay has missed, however long it was down: a stream drops a record after 24 hours, the outbox
 * never does. An event that the relay publishes at the same moment is published twice, with the same id.
 *
 * @param giveUpAt ms since the epoch; the rest is left to the next sweep
 */
export async function sweepOutbox(giveUpAt: number, now = Date.now()): Promise<OutboxSweep> {
  const swept: OutboxSweep = { published: 0, failed: [] };
  const pages = scanPages({
    TableName: Resource.OutboxTable.name,
    // If the clock was set back, some events are dated in the future.
    FilterExpression: "committedAt < :before OR committedAt > :after",
    ExpressionAttributeValues: { ":before": now - leftAloneMs, ":after": now + leftAloneMs },
    ConsistentRead: true,
  });
  for await (const items of pages) {
    const failed = await relay(items.map((item) => ({ reference: String(item.id), item })));
    swept.published += items.length - failed.length;
    swept.failed.push(...failed);
    if (Date.now() >= giveUpAt) break;
  }
  return swept;
}
