/**
 * The `recent` index lists all orders by time. One key of an index takes 1,000 writes a second, and every order is a
 * write to the latest time; four keys take more than the order queue can accept
 * (docs/decisions/0016-list-of-orders.md).
 */
export const recentShards = ["0", "1", "2", "3"] as const;
export type RecentShard = (typeof recentShards)[number];

/** @returns the attribute that puts an order into the index: always the same one, however often the order is written */
export function recentKey(orderId: string): { shard: RecentShard } {
  const shard = Number.parseInt(orderId.slice(-1), 16) % recentShards.length;
  return { shard: recentShards[shard] ?? recentShards[0] };
}
