import { setTimeout as pause } from "node:timers/promises";
import type { Shop } from "@donut/testing/shop";
import { buy, products } from "@donut/testing/shop-calls";
import { memory } from "./memory.ts";
import type { Row } from "./rows.ts";

/** Idle environments end after five minutes. */
const idleMs = 6 * 60_000;

/** What the runtime uses after a few orders, and when nobody has used it for a while. */
export async function idleRows(shop: Shop): Promise<Row[]> {
  for (const { id } of await products(shop)) await (await buy(shop, [{ productId: id, quantity: 1 }])).arrayBuffer();
  const used = memory("memory of the whole runtime after twelve orders", shop, "≤ 700 MB");
  await pause(idleMs);
  return [used, memory("  when nobody has used it for five minutes", shop, "≤ 250 MB")];
}
