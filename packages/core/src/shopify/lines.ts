import type { Catalog } from "../catalog/catalog.ts";
import type { ParsedLine } from "./parse.ts";
import type { StoredLine } from "./stored-order.ts";

/** The units that one piece stands for. */
export interface Stands {
  productId: string;
  units: number;
}

type Named = Pick<StoredLine, "sku" | "variantId" | "shopProductId">;

/**
 * The key that identifies a line's product: its SKU; without one, the variant, or else the product. Operators use the
 * same keys.
 */
function skuKeyOf({ sku, variantId, shopProductId }: Named): string | undefined {
  if (sku !== "") return sku;
  if (variantId) return variantKey(variantId);
  return shopProductId && `product:${shopProductId}`;
}

function variantKey(variantId: string): string {
  return `variant:${variantId}`;
}

/** @returns all keys under which a line can have been mapped */
export function skuKeysOf(line: Named): string[] {
  const keys = [skuKeyOf(line), line.variantId && variantKey(line.variantId)];
  return [...new Set(keys.filter((key) => key !== undefined && key !== ""))] as string[];
}

/**
 * Finds out what each line takes from stock. A line that was mapped before keeps its mapping (`before`): a new mapping
 * does not change past sales. A SKU that equals a product's id stands for one unit of it.
 */
export function resolveLines(
  lines: (ParsedLine | StoredLine)[],
  { before, mapped, catalog }: { before: StoredLine[]; mapped: ReadonlyMap<string, Stands>; catalog: Catalog },
): StoredLine[] {
  const kept = new Map(before.flatMap((line) => (line.kind === "stock" ? [[skuKeyOf(line), line] as const] : [])));
  return lines.map((line) => {
    const { sku, variantId, shopProductId, title, price, quantity, custom, giftCard } = line;
    const own = {
      sku,
      ...(variantId && { variantId }),
      ...(shopProductId && { shopProductId }),
      title,
      ...(price && { price }),
      quantity,
      custom,
      giftCard,
    };
    const old = kept.get(skuKeyOf(line));
    const stands = old?.productId
      ? { productId: old.productId, units: old.units ?? 1 }
      : standsFor(line, mapped, catalog);
    if (giftCard) return { ...own, kind: "none" };
    if (stands) return { ...own, kind: "stock", ...stands };
    return { ...own, kind: custom || skuKeyOf(line) === undefined ? "none" : "unmapped" };
  });
}

function standsFor(line: Named, mapped: ReadonlyMap<string, Stands>, catalog: Catalog): Stands | undefined {
  for (const key of skuKeysOf(line)) {
    const stands = mapped.get(key);
    if (stands) return { productId: stands.productId, units: stands.units };
  }
  return catalog.has(line.sku) ? { productId: line.sku, units: 1 } : undefined;
}

/** @returns the units that lines take from stock, by product */
export function unitsOf(lines: StoredLine[]): Record<string, number> {
  const units: Record<string, number> = {};
  for (const { kind, productId, units: each = 1, quantity } of lines) {
    if (kind !== "stock" || productId === undefined || quantity === 0) continue;
    units[productId] = (units[productId] ?? 0) + quantity * each;
  }
  return units;
}

/** @returns the unmapped lines, grouped by the key they would be mapped with */
export function unmappedOf(lines: StoredLine[]) {
  const found = new Map<string, { sku: string; variantId?: string | undefined; title: string; quantity: number }>();
  for (const line of lines) {
    const key = skuKeyOf(line);
    if (line.kind !== "unmapped" || key === undefined || line.quantity === 0) continue;
    const { sku, variantId, title, quantity } = line;
    const known = found.get(key);
    found.set(key, { sku, ...(variantId && { variantId }), title, quantity: quantity + (known?.quantity ?? 0) });
  }
  return found;
}
