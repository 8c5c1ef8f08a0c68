import { correctStock } from "../stock/correct-stock.ts";
import { readStockItem } from "../stock/stock-item.ts";

const actor = { id: "mina", name: "Mina", email: "mina@example.com" };

/** Counts a product's stock to what it should be, as an operator does. */
export async function countTo(productId: string, units: number): Promise<void> {
  const { available = 0 } = (await readStockItem(productId)) ?? {};
  if (units === available) return;
  await correctStock({ productId, adjustBy: units - available, reason: "counted" }, actor);
}
