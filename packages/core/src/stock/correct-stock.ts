import { auditOutcome, beginAudit, endAudit } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { levelsOf, received } from "./levels.ts";
import { readStockItem, type StockItem } from "./stock-item.ts";
import { addedPut, moveStock } from "./stock-update.ts";

export interface Correction {
  productId: string;
  /** Units, positive or negative. */
  adjustBy: number;
  reason: string;
}

export type Corrected =
  | { status: "corrected"; available: number }
  | { status: "unknown-product" }
  /** There are fewer units than should be removed. */
  | { status: "too-few"; available: number };

// A try fails only if a sale or a delivery comes between reading the stock and writing it.
const maxTries = 20;

/**
 * Corrects a stock to what somebody has counted. It never falls below 0; added units go first to customers who are owed
 * them, and a stock that falls to its reorder point is reordered from the factory, as after a sale. The correction and
 * its audit record share one transaction.
 */
export async function correctStock({ productId, adjustBy, reason }: Correction, actor: AuditActor): Promise<Corrected> {
  const product = (await readCatalog()).get(productId);
  if (product === undefined) return { status: "unknown-product" };
  const { id } = await beginAudit({ actor, action: "stock.adjust", target: productId, detail: { adjustBy, reason } });
  try {
    for (let tries = 0; tries < maxTries; tries++) {
      const stock = await readStockItem(productId);
      if (stock === undefined || stock.available + adjustBy < 0) return await refuse(id, stock);
      const levels = levelsOf(stock);
      const next = adjustBy > 0 ? received(levels, adjustBy) : { ...levels, available: levels.available + adjustBy };
      const outcome = { before: levels.available, available: next.available, reserved: next.reserved };
      const items = [
        ...moveStock(product, stock, next, { exactly: true }),
        ...addedPut(productId, next.available - levels.available),
      ];
      const result = await transact([...items, auditOutcome(id, "succeeded", outcome)]);
      if (result.status === "committed") return { status: "corrected", available: next.available };
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
