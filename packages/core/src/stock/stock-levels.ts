import * as z from "zod";
import { readCatalog } from "../catalog/catalog.ts";
import { readStock, type StockItem, stockState } from "./stock-item.ts";

export const stockLevel = z.object({
  productId: z.string(),
  name: z.object({ en: z.string(), ko: z.string() }),
  available: z.int(),
  /** Units that other channels have sold and that are not there yet, and those of them that have just come in. */
  owed: z.int(),
  reserved: z.int(),
  reorderPoint: z.int(),
  state: z.enum(["in_stock", "low", "sold_out"]),
  /** Open until its production order, which has the same id, is settled. */
  shortage: z
    .object({
      id: z.string(),
      since: z.string().optional(),
      expectedAt: z.string().optional(),
      /** How often it was found overdue. */
      asks: z.int().optional(),
      /** When an operator last asked the factory again. */
      askedAgainAt: z.string().optional(),
    })
    .optional(),
});
export type StockLevel = z.infer<typeof stockLevel>;

/** @returns every product's stock, in the shop's order. */
export async function readStockLevels(): Promise<StockLevel[]> {
  const [catalog, stock] = await Promise.all([readCatalog(), readStock()]);
  return [...catalog.values()].map(({ id, name, reorderPoint }) => {
    const { available = 0, owed = 0, reserved = 0, ...rest } = stock.get(id) ?? {};
    const { shortageId, shortageSince: since, shortageAsks: asks, expectedAt, ...more } = rest as Partial<StockItem>;
    const { shortageAskedByHandAt: askedAgainAt } = more;
    const state = stockState(available, reorderPoint);
    const level = { productId: id, name, available, owed, reserved, reorderPoint, state };
    return shortageId === undefined
      ? level
      : { ...level, shortage: { id: shortageId, since, expectedAt, asks, askedAgainAt } };
  });
}
