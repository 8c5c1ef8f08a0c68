import * as z from "zod";
import { readCatalog } from "../catalog/catalog.ts";
import { readStock, stockState } from "./stock-item.ts";

export const stockLevel = z.object({
  productId: z.string(),
  name: z.object({ en: z.string(), ko: z.string() }),
  available: z.int(),
  reorderPoint: z.int(),
  state: z.enum(["in_stock", "low", "sold_out"]),
  /** Open until its production order, of the same id, is settled. */
  shortage: z.object({ id: z.string(), since: z.string().optional(), expectedAt: z.string().optional() }).optional(),
});
export type StockLevel = z.infer<typeof stockLevel>;

/** @returns every product's stock, in the shop's order. */
export async function readStockLevels(): Promise<StockLevel[]> {
  const [catalog, stock] = await Promise.all([readCatalog(), readStock()]);
  return [...catalog.values()].map(({ id, name, reorderPoint }) => {
    const { available = 0, shortageId, shortageSince: since, expectedAt } = stock.get(id) ?? {};
    const level = { productId: id, name, available, reorderPoint, state: stockState(available, reorderPoint) };
    return shortageId === undefined ? level : { ...level, shortage: { id: shortageId, since, expectedAt } };
  });
}
