import { stockDepleted } from "@donut/contracts/events/stock";
import { Resource } from "sst";
import { v7 } from "uuid";
import type { TransactItem } from "../aws/transact.ts";
import type { Product } from "../catalog/product.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { type StockItem, stockKey } from "./stock-item.ts";

export type Sale =
  /** Enough is left after it, or the factory has been asked already. */
  | { kind: "plain" }
  /** Leaves no more than the reorder point, so it opens the product's shortage. `seen` is the stock it was planned on. */
  | { kind: "crossing"; seen: number }
  | { kind: "short"; seen: StockItem };

/** `shown`: the stock's price must be the one the customer saw in the catalogue. `promised`: it was agreed on before. */
export type Pricing = "shown" | "promised";

/** How `quantity` can be sold. Without a look at the stock, plenty is assumed: the sale's condition will tell. */
export function planSale(product: Product, quantity: number, seen: StockItem | undefined): Sale {
  if (seen === undefined) return { kind: "plain" };
  if (seen.available < quantity) return { kind: "short", seen };
  if (seen.shortageId !== undefined) return { kind: "plain" };
  if (seen.available > quantity + product.reorderPoint) return { kind: "plain" };
  return { kind: "crossing", seen: seen.available };
}

/** The transaction's first item takes the units; its condition returns ALL_OLD. */
export function plainSale(product: Product, quantity: number, pricing: Pricing = "shown"): TransactItem[] {
  const price = priceCondition(product, pricing);
  return [
    {
      Update: {
        TableName: Resource.StockTable.name,
        Key: stockKey(product.id),
        UpdateExpression: "SET available = available - :q",
        ConditionExpression: `${price.and}(available > :plenty OR (available >= :q AND attribute_exists(shortageId)))`,
        ExpressionAttributeValues: {
          ":q": quantity,
          ":plenty": quantity + product.reorderPoint,
          ...price.values,
        },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
  ];
}

/** As a plain sale, and opens the product's shortage and announces it. */
export function crossingSale(
  product: Product,
  quantity: number,
  seen: number,
  pricing: Pricing = "shown",
): TransactItem[] {
  const left = seen - quantity;
  const price = priceCondition(product, pricing);
  return openingShortage(product, product.restockQuantity, left, {
    UpdateExpression: "SET available = :left, shortageId = :shortage, shortageSince = :at",
    ConditionExpression: `${price.and}available = :seen AND attribute_not_exists(shortageId)`,
    ExpressionAttributeValues: { ":left": left, ":seen": seen, ...price.values },
  });
}

/** Sells nothing; opens the shortage of a product of which `wanted` units are not there. */
export function shortage(product: Product, wanted: number, seen: number): TransactItem[] {
  return openingShortage(product, Math.max(product.restockQuantity, wanted - seen), seen, {
    UpdateExpression: "SET shortageId = :shortage, shortageSince = :at",
    ConditionExpression: "available = :seen AND attribute_not_exists(shortageId)",
    ExpressionAttributeValues: { ":seen": seen },
  });
}

function priceCondition({ price }: Product, pricing: Pricing) {
  return pricing === "shown" ? { and: "price = :price AND ", values: { ":price": price } } : { and: "", values: {} };
}

interface Change {
  UpdateExpression: string;
  ConditionExpression: string;
  ExpressionAttributeValues: Record<string, unknown>;
}

function openingShortage(product: Product, quantity: number, available: number, change: Change): TransactItem[] {
  const event = createEvent(stockDepleted, { shortageId: v7(), productId: product.id, quantity, available });
  return [
    {
      Update: {
        TableName: Resource.StockTable.name,
        Key: stockKey(product.id),
        ...change,
        ExpressionAttributeValues: {
          ...change.ExpressionAttributeValues,
          ":shortage": event.data.shortageId,
          ":at": event.at,
        },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    outboxPut(event),
  ];
}
