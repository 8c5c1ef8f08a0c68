import { allergen } from "@donut/contracts/sales";
import * as z from "zod";

const translated = z.object({ en: z.string(), ko: z.string() });

export const product = z.object({
  /** kebab-case. */
  id: z.string(),
  name: translated,
  description: translated,
  /** Those stored by earlier versions have none until the next deploy. */
  allergens: z.array(allergen).default([]),
  /** Whole KRW. */
  price: z.int().nonnegative(),
  /** Once this many units or fewer are left, the factory is asked for more. */
  reorderPoint: z.int().nonnegative(),
  /** How many units the factory is asked for at a time. */
  restockQuantity: z.int().positive(),
});
export type Product = z.infer<typeof product>;

/** @returns the path under which the store serves the product's drawing. */
export function imageOf(productId: string): string {
  return `/drawings/${productId}.svg`;
}
