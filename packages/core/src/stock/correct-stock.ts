import { auditOutcome, beginAudit, endAudit } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { levelsOf, received } from "./levels.ts";
import { readStockItem, type StockItem } from "./stock-item.ts";
import { moveStock } from "./stock-update.ts";

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
 * Makes a stock what somebody has counted. It is never less than 0; what is added goes first to whoever is owed, and one
 * that falls to its reorder point is asked for at the factory, as after a sale. The correction and its audit record are one: it happens once or not at all.
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
      const items = moveStock(product, stock, next, { exactly: true });
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
