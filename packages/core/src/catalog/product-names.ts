import { donuts } from "./donuts.ts";
import type { Product } from "./product.ts";

/** @returns what a product is called; its id, if we have never sold it. Asks nobody, unlike the catalogue itself. */
export function namesOf(productId: string): Product["name"] {
  return donuts.find(({ id }) => id === productId)?.name ?? { en: productId, ko: productId };
}
