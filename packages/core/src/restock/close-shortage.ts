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
  /** `askedAnew`: there is still too little, so the factory is asked under a new id. */
  | { status: "closed"; askedAnew: boolean }
  | { status: "unknown-product" }
  /** The product's shortage is another one by now, or over. Nothing was changed. */
  | { status: "not-open" };

// Each try fails only because a sale or a delivery came between the look at the stock and the write.
const maxTries = 20;

/**
 * Closes a shortage by hand: nothing is expected from the factory for it any more. Should its production still come, it
 * is stock all the same. While there is too little of the product, a new shortage takes its place in the same transaction.
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
