import * as z from "zod";

const translated = z.object({ en: z.string(), ko: z.string() });

export const product = z.object({
  /** kebab-case. */
  id: z.string(),
  name: translated,
  description: translated,
  /** Whole KRW. */
  price: z.int().nonnegative(),
  /** A sale that leaves this many units or fewer asks the factory for more. */
  reorderPoint: z.int().nonnegative(),
  /** Units the factory is asked for at a time. */
  restockQuantity: z.int().positive(),
});
export type Product = z.infer<typeof product>;

/** @returns the path under which the store serves the product's drawing. */
export function imageOf(productId: string): string {
  return `/drawings/${productId}.svg`;
}
