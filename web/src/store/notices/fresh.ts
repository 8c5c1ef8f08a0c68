import type { Product } from "../../api/types.ts";

/** @returns the products that were sold out and can be bought now */
export function freshOnes(before: readonly Product[], now: readonly Product[]): Product[] {
  const soldOut = new Set(before.filter((it) => it.stock.available === 0).map((it) => it.id));
  return now.filter((it) => it.stock.available > 0 && soldOut.has(it.id));
}
