import type { OrderLine } from "../../api/types.ts";
import { persisted } from "../../ui/persisted.ts";

/** The API's maximum units of one product per order. */
export const maxQuantity = 1000;

/** The box's contents, in the order they were added. */
export const boxLines = persisted<OrderLine[]>("donut.box", parseBox);

export function addToBox(productId: string): void {
  setQuantity(productId, quantityOf(boxLines.get(), productId) + 1);
}

export function setQuantity(productId: string, quantity: number): void {
  boxLines.set(withQuantity(boxLines.get(), productId, quantity));
}

/** @returns the lines with this many of that product: 0 removes the line, and 1000 is the maximum */
export function withQuantity(lines: OrderLine[], productId: string, quantity: number): OrderLine[] {
  const wanted = Math.min(maxQuantity, Math.max(0, Math.trunc(quantity) || 0));
  if (wanted === 0) return lines.filter((it) => it.productId !== productId);
  if (!lines.some((it) => it.productId === productId)) return [...lines, { productId, quantity: wanted }];
  return lines.map((it) => (it.productId === productId ? { productId, quantity: wanted } : it));
}

export function quantityOf(lines: OrderLine[], productId: string): number {
  return lines.find((it) => it.productId === productId)?.quantity ?? 0;
}

export function unitsOf(lines: OrderLine[]): number {
  return lines.reduce((sum, it) => sum + it.quantity, 0);
}

/**
 * @returns the valid part of a stored box, which may come from an older version of the shop, or have been edited by
 * hand
 */
export function parseBox(stored: unknown): OrderLine[] {
  if (!Array.isArray(stored)) return [];
  return stored.reduce<OrderLine[]>((lines, it: Partial<OrderLine> | null) => {
    if (typeof it?.productId !== "string" || typeof it.quantity !== "number") return lines;
    return withQuantity(lines, it.productId, it.quantity);
  }, []);
}
