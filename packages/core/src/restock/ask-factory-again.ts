import { auditOutcome, beginAudit, endAudit } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { transact } from "../aws/transact.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { levelsOf, missing } from "../stock/levels.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { askedByHand, stockUpdate } from "../stock/stock-update.ts";
import { announcedAgain } from "./announce-again.ts";

export type AskedAgain =
  | { status: "asked" }
  /** Somebody did a moment ago. Nothing was sent. */
  | { status: "asked-just-now" }
  | { status: "unknown-product" }
  /** The shortage is over, or the product has another one by now. Nothing was sent. */
  | { status: "not-open" };

const oncePerMs = 60_000;

/**
 * Asks the factory again for an open shortage, by announcing the shortage once more under its id: the factory gives the
 * same answer as before if it has one, so a production is never ordered twice. At most once a minute.
 */
export async function askFactoryAgain(
  { productId, shortageId }: { productId: string; shortageId: string },
  actor: AuditActor,
): Promise<AskedAgain> {
  const product = (await readCatalog()).get(productId);
  if (product === undefined) return { status: "unknown-product" };
  const { id } = await beginAudit({ actor, action: "stock.ask-again", target: productId, detail: { shortageId } });
  try {
    const stock = await readStockItem(productId);
    if (stock?.shortageId !== shortageId) {
      await endAudit(id, "refused", { open: stock?.shortageId });
      return { status: "not-open" };
    }
    const { shortageQuantity: quantity = product.restockQuantity + missing(levelsOf(stock)) } = stock;
    const result = await transact([
      stockUpdate(productId, askedByHand(shortageId, new Date(), oncePerMs)),
      announcedAgain({ ...stock, shortageId }, quantity),
      auditOutcome(id, "succeeded", { quantity }),
    ]);
    if (result.status === "committed") return { status: "asked" };
    if (result.status === "conflict") throw new Error(`The stock of ${productId} kept changing.`);
    const now = await readStockItem(productId);
    const status = now?.shortageId === shortageId ? "asked-just-now" : "not-open";
    await endAudit(id, "refused", { result: status });
    return { status };
  } catch (error) {
    await endAudit(id, "failed", { error: String(error) }).catch(() => {});
    throw error;
  }
}
