import { shortageClosed } from "@donut/contracts/events/stock";
import { auditOutcome, beginAudit, endAudit } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { levelsOf } from "../stock/levels.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { moveStock } from "../stock/stock-update.ts";

export interface Closing {
  productId: string;
  shortageId: string;
  reason: string;
}

export type Closed =
  /** `askedAnew`: there is still too little, so the factory is asked again under a new id. */
  | { status: "closed"; askedAnew: boolean }
  | { status: "unknown-product" }
  /** The shortage is over, or the product has another one by now. Nothing was changed. */
  | { status: "not-open" };

// A try fails only if a sale or a delivery comes between reading the stock and writing it.
const maxTries = 20;

/**
 * Closes a shortage by hand: nothing more is expected from the factory for it. If its production arrives after all, it
 * is still added to the stock. If there is still too little of the product, the same transaction opens a new shortage.
 */
export async function closeShortage({ productId, shortageId, reason }: Closing, actor: AuditActor): Promise<Closed> {
  const product = (await readCatalog()).get(productId);
  if (product === undefined) return { status: "unknown-product" };
  const detail = { shortageId, reason };
  const { id } = await beginAudit({ actor, action: "stock.close-shortage", target: productId, detail });
  try {
    for (let tries = 0; tries < maxTries; tries++) {
      const stock = await readStockItem(productId);
      if (stock?.shortageId !== shortageId) {
        await endAudit(id, "refused", { open: stock?.shortageId });
        return { status: "not-open" };
      }
      const { available } = stock;
      const askedAnew = available <= product.reorderPoint;
      const result = await transact([
        ...moveStock(product, stock, levelsOf(stock), { closes: shortageId, exactly: true }),
        outboxPut(createEvent(shortageClosed, { shortageId, productId, available })),
        auditOutcome(id, "succeeded", { available, askedAnew }),
      ]);
      if (result.status === "committed") return { status: "closed", askedAnew };
    }
    throw new Error(`The shortage of ${productId} was not closed: its stock kept changing.`);
  } catch (error) {
    await endAudit(id, "failed", { error: String(error) }).catch(() => {});
    throw error;
  }
}
