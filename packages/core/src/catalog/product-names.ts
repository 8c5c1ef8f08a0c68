import { donuts } from "./donuts.ts";
import type { Product } from "./product.ts";

/** @returns the names of a product; its id if we have never sold it. Unlike the catalogue, it needs no table. */
export function namesOf(productId: string): Product["name"] {
  return donuts.find(({ id }) => id === productId)?.name ?? { en: productId, ko: productId };
}
