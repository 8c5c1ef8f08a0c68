import type { TransactItem } from "../aws/transact.ts";
import type { Product } from "../catalog/product.ts";
import { levelsOf, missing } from "./levels.ts";
import type { StockItem } from "./stock-item.ts";
import { moveStock, plainTaking, stockUpdate } from "./stock-update.ts";

export type Sale =
  /** Enough is left afterwards, or the factory has been asked already. */
  | { kind: "plain" }
  /**
   * Leaves no more than the reorder point, so it opens the product's shortage. `seen` is the stock it was planned with.
   */
  | { kind: "crossing"; seen: StockItem }
  | { kind: "short"; seen: StockItem };

/**
 * `shown`: the stock's price must be the one the customer saw in the catalogue. `promised`: it was agreed on earlier.
 */
type Pricing = "shown" | "promised";

export interface Terms {
  pricing?: Pricing;
  /** The guard that the product must have; absent: it must have none. */
  guard?: string | undefined;
}

/**
 * Decides how `quantity` can be sold. Without reading the stock, it assumes plenty; if that is wrong, the sale's
 * condition fails.
 */
export function planSale(
  { reorderPoint }: Pick<Product, "reorderPoint">,
  quantity: number,
  seen: StockItem | undefined,
): Sale {
  if (seen === undefined) return { kind: "plain" };
  if (seen.available < quantity) return { kind: "short", seen };
  if (seen.shortageId !== undefined) return { kind: "plain" };
  if (seen.available > quantity + reorderPoint) return { kind: "plain" };
  return { kind: "crossing", seen };
}

/** The transaction's first item takes the units; its condition returns ALL_OLD. */
export function plainSale(product: Product, quantity: number, terms: Terms = {}): TransactItem[] {
  const { condition, values } = termsOf(product, terms);
  const taking = plainTaking(quantity, product.reorderPoint);
  return [
    stockUpdate(product.id, {
      UpdateExpression: taking.UpdateExpression,
      ConditionExpression: `${condition} AND ${taking.ConditionExpression}`,
      ExpressionAttributeValues: { ...taking.ExpressionAttributeValues, ...values },
    }),
  ];
}

/** Like a plain sale, but also opens the product's shortage and announces it. */
export function crossingSale(product: Product, quantity: number, seen: StockItem, terms: Terms = {}): TransactItem[] {
  const levels = levelsOf(seen);
  return moveStock(
    product,
    seen,
    { ...levels, available: levels.available - quantity },
    { and: termsOf(product, terms) },
  );
}

/** Sells nothing, but opens the shortage of a product that has fewer than the `wanted` units. */
export function shortage(product: Product, wanted: number, seen: StockItem): TransactItem[] {
  const levels = levelsOf(seen);
  const quantity = Math.max(product.restockQuantity, wanted - levels.available) + missing(levels);
  return moveStock(product, seen, levels, { opens: true, quantity });
}

function termsOf({ price }: Product, { pricing = "shown", guard }: Terms) {
  const conditions = [
    ...(pricing === "shown" ? ["price = :price"] : []),
    guard === undefined ? "attribute_not_exists(guard)" : "guard = :guard",
  ];
  return {
    condition: conditions.join(" AND "),
    values: { ...(pricing === "shown" && { ":price": price }), ...(guard !== undefined && { ":guard": guard }) },
  };
}
