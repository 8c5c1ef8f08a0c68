import { stockAdded, stockDepleted, stockReserved } from "@donut/contracts/events/stock";
import { Resource } from "sst";
import { v7 } from "uuid";
import type { TransactItem } from "../aws/transact.ts";
import type { Product } from "../catalog/product.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { type Levels, levelsOf, missing } from "./levels.ts";
import { type StockItem, stockKey } from "./stock-item.ts";

// This file contains every way in which a stock item is changed, with its condition.

export interface StockChange {
  UpdateExpression: string;
  ConditionExpression?: string;
  ExpressionAttributeValues: Record<string, unknown>;
}

/** The part of a transaction that changes a product's stock; its condition returns ALL_OLD. */
export function stockUpdate(productId: string, change: StockChange): TransactItem {
  return {
    Update: {
      TableName: Resource.StockTable.name,
      Key: stockKey(productId),
      ...change,
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
}

/** Takes units without reading the stock, if plenty is left afterwards or the factory has been asked already. */
export function plainTaking(quantity: number, reorderPoint: number): StockChange & { ConditionExpression: string } {
  return {
    UpdateExpression: "SET available = available - :q",
    ConditionExpression: "(available > :plenty OR (available >= :q AND attribute_exists(shortageId)))",
    ExpressionAttributeValues: { ":q": quantity, ":plenty": quantity + reorderPoint },
  };
}

/** Adds units without reading the stock, if nobody waits for them. */
export function plainReturn(quantity: number): StockChange {
  return {
    UpdateExpression: "SET available = available + :q",
    ConditionExpression: "attribute_exists(productId) AND attribute_not_exists(owed)",
    ExpressionAttributeValues: { ":q": quantity },
  };
}

/** The date that the factory has promised for an open shortage. */
export function promise(shortageId: string, expectedAt: string): StockChange {
  return {
    UpdateExpression: "SET expectedAt = :expectedAt",
    ConditionExpression: "shortageId = :id",
    ExpressionAttributeValues: { ":expectedAt": expectedAt, ":id": shortageId },
  };
}

/** Continues an open shortage under another id. `first` is its original id. */
export function renaming(seen: StockItem & { shortageId: string }, next: string, first: string): StockChange {
  return {
    UpdateExpression: "SET shortageId = :next, firstShortageId = :first REMOVE expectedAt",
    ConditionExpression: "shortageId = :id AND available = :available",
    ExpressionAttributeValues: {
      ":next": next,
      ":first": first,
      ":id": seen.shortageId,
      ":available": seen.available,
    },
  };
}

/** Marks an open shortage as overdue for the `asks`-th time. */
export function foundOverdue(shortageId: string, asks: number, at: string): StockChange {
  return {
    UpdateExpression: "SET shortageAsks = :asks, shortageAskedAt = :at",
    ConditionExpression: "shortageId = :id AND (attribute_not_exists(shortageAsks) OR shortageAsks < :asks)",
    ExpressionAttributeValues: { ":id": shortageId, ":asks": asks, ":at": at },
  };
}

/** Notes that an operator asks the factory again for an open shortage, which is possible once in `everyMs`. */
export function askedByHand(shortageId: string, now: Date, everyMs: number): StockChange {
  return {
    UpdateExpression: "SET shortageAskedByHandAt = :now",
    ConditionExpression:
      "shortageId = :id AND (attribute_not_exists(shortageAskedByHandAt) OR shortageAskedByHandAt < :before)",
    ExpressionAttributeValues: {
      ":id": shortageId,
      ":now": now.toISOString(),
      ":before": new Date(now.getTime() - everyMs).toISOString(),
    },
  };
}

/** Sets a product's price and initial stock. Existing stock is left alone. */
export function seeding(price: number, initialStock: number): StockChange {
  return {
    UpdateExpression: "SET price = :price, available = if_not_exists(available, :initial)",
    ExpressionAttributeValues: { ":price": price, ":initial": initialStock },
  };
}

/** Resets a stock: this many units available, nothing owed, no shortage. For benchmarks, which start afresh. */
export function resetting(available: number): StockChange {
  return {
    UpdateExpression: `SET available = :available REMOVE ${["owed", "reserved", ...ofShortage].join(", ")}`,
    ExpressionAttributeValues: { ":available": available },
  };
}

/** The product facts that decide when the factory is asked for more. */
export type Restocked = Pick<Product, "id" | "reorderPoint" | "restockQuantity">;

export interface Move {
  /** The shortage whose production arrives with this change. */
  closes?: string | undefined;
  /** Opens the product's shortage, even above its reorder point. */
  opens?: boolean;
  /** Units to ask the factory for if a shortage is opened; by default the usual quantity plus all that is missing. */
  quantity?: number;
  /** Only if nothing was sold since the stock was read, even if units are only added. */
  exactly?: boolean;
  /** A further condition, besides the stock being as it was read. */
  and?: { condition: string; values: Record<string, unknown> } | undefined;
}

/** Attributes that a new shortage does not have yet. */
const learntOfShortage = ["firstShortageId", "expectedAt", "shortageAsks", "shortageAskedAt", "shortageAskedByHandAt"];
const ofShortage = ["shortageId", "shortageSince", "shortageQuantity", ...learntOfShortage];

/**
 * Changes a stock from the state that was read to `next`. If it then is at its reorder point and nothing is on its way,
 * it opens and announces a shortage, which the factory is asked for. Units reserved for those who are owed are
 * announced, too. Sales in the meantime do not matter if `next` only adds units; if `next` has more missing, sales and
 * deliveries do. The first item is the stock's own.
 */
export function moveStock(product: Restocked, seen: StockItem, next: Levels, move: Move = {}): TransactItem[] {
  const { restockQuantity, reorderPoint, id: productId } = product;
  const { closes } = move;
  const before = levelsOf(seen);
  const added = next.available - before.available;
  const staysOpen = seen.shortageId !== undefined && seen.shortageId !== closes;
  const opens = !staysOpen && (move.opens === true || next.available <= reorderPoint);
  const exactly = move.exactly === true || missing(next) > missing(before);
  const adds = added >= 0 && !opens && !exactly && (closes === undefined || added > reorderPoint);

  const quantity = move.quantity ?? restockQuantity + missing(next);
  const depleted = createEvent(stockDepleted, { shortageId: v7(), productId, quantity, available: next.available });
  const reserved = next.reserved - before.reserved;
  const set = [
    adds ? added > 0 && "available = available + :added" : "available = :available",
    next.owed > 0 && "owed = :owed",
    next.reserved > 0 && "reserved = :reserved",
    opens && "shortageId = :shortage, shortageSince = :at, shortageQuantity = :asked",
  ].filter((part) => part !== false);
  const remove = [
    ...(next.owed > 0 ? [] : ["owed"]),
    ...(next.reserved > 0 ? [] : ["reserved"]),
    ...(closes === undefined ? [] : opens ? learntOfShortage : ofShortage),
  ];
  const conditions = [
    move.and?.condition,
    ...(adds ? ["attribute_exists(productId)"] : ["available = :seen", shortageAsIn(seen)]),
    closes !== undefined && "shortageId = :closes",
    before.owed > 0 ? "owed = :seenOwed" : "attribute_not_exists(owed)",
    before.reserved > 0 ? "reserved = :seenReserved" : "attribute_not_exists(reserved)",
  ].filter((part) => typeof part === "string");
  const update = stockUpdate(productId, {
    UpdateExpression: [set.length > 0 && `SET ${set.join(", ")}`, remove.length > 0 && `REMOVE ${remove.join(", ")}`]
      .filter(Boolean)
      .join(" "),
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeValues: {
      ...(adds ? added > 0 && { ":added": added } : { ":seen": before.available, ":available": next.available }),
      ...(next.owed > 0 && { ":owed": next.owed }),
      ...(next.reserved > 0 && { ":reserved": next.reserved }),
      ...(before.owed > 0 && { ":seenOwed": before.owed }),
      ...(before.reserved > 0 && { ":seenReserved": before.reserved }),
      ...(opens && { ":shortage": depleted.data.shortageId, ":at": depleted.at, ":asked": quantity }),
      ...(closes !== undefined && { ":closes": closes }),
      ...move.and?.values,
    },
  });
  return [
    update,
    ...(opens ? [outboxPut(depleted)] : []),
    ...(reserved > 0
      ? [outboxPut(createEvent(stockReserved, { productId, units: reserved, missing: missing(next) }))]
      : []),
  ];
}

/** The part of a transaction that announces units that did not come from the factory. */
export function addedPut(productId: string, units: number): TransactItem[] {
  return units > 0 ? [outboxPut(createEvent(stockAdded, { productId, units }))] : [];
}

function shortageAsIn({ shortageId }: StockItem): string {
  return shortageId === undefined ? "attribute_not_exists(shortageId)" : "attribute_exists(shortageId)";
}
