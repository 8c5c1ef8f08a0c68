import { stockDepleted } from "@donut/contracts/events/stock";
import { Resource } from "sst";
import { v7 } from "uuid";
import { auditOutcome, beginAudit, endAudit } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import type { Product } from "../catalog/product.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { readStockItem, type StockItem, stockKey } from "./stock-item.ts";

export interface Correction {
  productId: string;
  /** Units, positive or negative. */
  adjustBy: number;
  reason: string;
}

export type Corrected =
  | { status: "corrected"; available: number }
  | { status: "unknown-product" }
  /** There is less than what should be taken away. */
  | { status: "too-few"; available: number };

// Each try fails only because a sale or a delivery came between the look at the stock and the write.
const maxTries = 20;

/**
 * Makes a stock what somebody has counted. It is never less than 0, and one that falls to its reorder point is asked
 * for at the factory, as after a sale. The correction and its audit record are one: it happens once or not at all.
 */
export async function correctStock({ productId, adjustBy, reason }: Correction, actor: AuditActor): Promise<Corrected> {
  const product = (await readCatalog()).get(productId);
  if (product === undefined) return { status: "unknown-product" };
  const { id } = await beginAudit({ actor, action: "stock.adjust", target: productId, detail: { adjustBy, reason } });
  try {
    for (let tries = 0; tries < maxTries; tries++) {
      const stock = await readStockItem(productId);
      if (stock === undefined || stock.available + adjustBy < 0) return await refuse(id, stock);
      const available = stock.available + adjustBy;
      const outcome = { before: stock.available, available };
      const result = await transact([...change(product, stock, available), auditOutcome(id, "succeeded", outcome)]);
      if (result.status === "committed") return { status: "corrected", available };
    }
    throw new Error(`The stock of ${productId} was not corrected: it kept changing.`);
  } catch (error) {
    await endAudit(id, "failed", { error: String(error) }).catch(() => {});
    throw error;
  }
}

async function refuse(auditId: string, stock: StockItem | undefined): Promise<Corrected> {
  const result: Corrected = stock ? { status: "too-few", available: stock.available } : { status: "unknown-product" };
  await endAudit(auditId, "refused", result);
  return result;
}

function change({ id, reorderPoint, restockQuantity }: Product, seen: StockItem, available: number): TransactItem[] {
  const opens = seen.shortageId === undefined && available <= reorderPoint;
  const depleted = createEvent(stockDepleted, {
    shortageId: v7(),
    productId: id,
    quantity: restockQuantity,
    available,
  });
  const update: TransactItem = {
    Update: {
      TableName: Resource.StockTable.name,
      Key: stockKey(id),
      UpdateExpression: `SET available = :available${opens ? ", shortageId = :shortage, shortageSince = :at" : ""}`,
      ConditionExpression: `available = :seen AND ${seen.shortageId === undefined ? "attribute_not_exists(shortageId)" : "attribute_exists(shortageId)"}`,
      ExpressionAttributeValues: {
        ":available": available,
        ":seen": seen.available,
        ...(opens && { ":shortage": depleted.data.shortageId, ":at": depleted.at }),
      },
    },
  };
  return opens ? [update, outboxPut(depleted)] : [update];
}
