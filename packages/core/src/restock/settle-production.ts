import { productionFailed, stockDepleted, stockReplenished } from "@donut/contracts/events/stock";
import { Resource } from "sst";
import { v7 } from "uuid";
import * as z from "zod";
import { type TransactItem, transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { levelsOf, received } from "../stock/levels.ts";
import { readStockItem, type StockItem } from "../stock/stock-item.ts";
import { moveStock, renaming, stockUpdate } from "../stock/stock-update.ts";
import { type ProductionOrder, productionKind, readProductionOrder } from "./production-order.ts";

/** What the factory reports at the end of a production. */
export const completion = z.object({
  id: z.string().min(1),
  productId: z.string().min(1),
  quantity: z.int().positive(),
  status: z.enum(["completed", "failed"]),
  settledAt: z.iso.datetime(),
  /** Why it failed. */
  reason: z.string().optional(),
  correlationId: z.string().min(1),
});
export type Completion = z.infer<typeof completion>;

export type Settled =
  | { status: "replenished" }
  /** Nothing was produced, so the factory is asked again, under a new id. */
  | { status: "reopened" }
  /** Nothing was produced, and by now another shortage is open, or none. */
  | { status: "closed" }
  /** This production order was settled before; nothing changed. */
  | { status: "repeated" }
  | { status: "unknown-product" }
  /** Nobody has ordered it. Nothing was changed. */
  | { status: "unknown-order" }
  /** It differs from what was ordered under this id. Nothing was changed. */
  | { status: "mismatch"; ordered: Ordered };

/** The product and quantity of an order to the factory. */
type Ordered = Pick<ProductionOrder, "productId" | "quantity">;

// A try fails only if a sale comes between reading the stock and writing it.
const maxTries = 10;
/** The factory is never asked for products that have left the catalogue. */
const notSold = { reorderPoint: -1, restockQuantity: 1 };

/**
 * Takes a finished production into stock, or reopens the shortage of a failed one: once, however often it is reported,
 * and even if the report arrives before the factory's acceptance was recorded. The report must match the order.
 */
export async function settleProduction(report: Completion): Promise<Settled> {
  for (let tries = 0; tries < maxTries; tries++) {
    const stock = await readStockItem(report.productId);
    // Read after the stock: a report settled in between has closed the shortage, and its order shows that.
    const order = await readProductionOrder(report.id);
    if (stock === undefined && order === undefined) return { status: "unknown-product" };
    const open = stock?.shortageId === report.id ? stock : undefined;
    const ordered = order ?? (open && orderedWith(open));
    if (ordered === undefined) return { status: "unknown-order" };
    const { productId, quantity } = ordered;
    if (productId !== report.productId || quantity !== report.quantity)
      return { status: "mismatch", ordered: { productId, quantity } };
    if (order && order.status !== "accepted") return { status: "repeated" };
    if (stock === undefined) return { status: "unknown-product" };

    const completed = report.status === "completed";
    const effects = completed ? await takingIn(report, stock, open !== undefined) : reopening(report, open);
    const result = await transact([settledOnce(report), ...effects]);
    if (result.status === "committed" && completed) return { status: "replenished" };
    if (result.status === "committed") return { status: open ? "reopened" : "closed" };
  }
  throw new Error(`Production order ${report.id} was not settled: its stock kept changing.`);
}

/** The report may arrive before the factory's acceptance has been recorded. */
function orderedWith({ productId, shortageQuantity: quantity }: StockItem): Ordered | undefined {
  return quantity === undefined ? undefined : { productId, quantity };
}

/** The durable key of this effect: a production order is settled once. */
function settledOnce({ id, productId, quantity, status, settledAt, reason, correlationId }: Completion): TransactItem {
  return {
    Update: {
      TableName: Resource.ProductionTable.name,
      Key: { id },
      UpdateExpression:
        "SET kind = :kind, productId = :productId, quantity = :quantity, #status = :status, settledAt = :settledAt, " +
        "requestedAt = if_not_exists(requestedAt, :settledAt), correlationId = if_not_exists(correlationId, :correlationId)" +
        (reason === undefined ? "" : ", reason = :reason"),
      ConditionExpression:
        "attribute_not_exists(id) OR (#status = :accepted AND productId = :productId AND quantity = :quantity)",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: {
        ":kind": productionKind,
        ":productId": productId,
        ":quantity": quantity,
        ":status": status,
        ":settledAt": settledAt,
        ":correlationId": correlationId,
        ":accepted": "accepted",
        ...(reason !== undefined && { ":reason": reason }),
      },
    },
  };
}

/** What comes in goes first to customers who are owed it. */
async function takingIn({ id, productId, quantity }: Completion, stock: StockItem, open: boolean) {
  const product = (await readCatalog()).get(productId) ?? { ...notSold, id: productId };
  return [
    ...moveStock(product, stock, received(levelsOf(stock), quantity), { closes: open ? id : undefined }),
    outboxPut(createEvent(stockReplenished, { productionOrderId: id, productId, quantity })),
  ];
}

/** `stock` is given if the shortage is still this one. */
function reopening({ id, productId, quantity, reason = "unknown" }: Completion, stock?: StockItem): TransactItem[] {
  const failed = outboxPut(createEvent(productionFailed, { productionOrderId: id, productId, quantity, reason }));
  if (stock === undefined) return [failed];
  const { available, shortageSince, firstShortageId = id } = stock;
  const first = shortageSince === undefined ? undefined : { shortageId: firstShortageId, since: shortageSince };
  const depleted = createEvent(stockDepleted, {
    shortageId: v7(),
    productId,
    quantity,
    available,
    ...(first && { first }),
  });
  const renamed = renaming({ ...stock, shortageId: id }, depleted.data.shortageId, firstShortageId);
  return [stockUpdate(productId, renamed), failed, outboxPut(depleted)];
}
