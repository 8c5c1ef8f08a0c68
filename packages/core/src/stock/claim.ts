import type { TransactItem } from "../aws/transact.ts";
import { claimed, forgiven, type Levels, levelsOf, received } from "./levels.ts";
import { planSale } from "./sale.ts";
import type { StockItem } from "./stock-item.ts";
import { addedPut, moveStock, plainReturn, plainTaking, type Restocked, stockUpdate } from "./stock-update.ts";

/**
 * What an order already sold on another channel requires of a product's stock: it is sold whether or not the units are
 * there.
 */
export interface Claim {
  /** Additional units wanted by each claimant, in the order in which they are served. */
  wanted: number[];
  /** Units that were owed and are no longer wanted. */
  forgiven: number;
  /** Units that were taken and come back. */
  returned: number;
}

/** What each claimant gets at once; the rest is owed to them. */
export type ClaimPlan = { taken: number[]; items: TransactItem[] } | { status: "look-first" };

/**
 * The part of a transaction that settles a claim: it takes what is available and owes the rest, which the factory is
 * asked for through the product's one shortage. Returned units go first to those who are owed. Without reading the
 * stock, it assumes plenty and that nothing is owed; if that is wrong, the conditions fail and return ALL_OLD.
 *
 * @returns `look-first` if the stock must be read first
 */
export function planClaim(product: Restocked, claim: Claim, seen: StockItem | undefined): ClaimPlan {
  const more = claim.wanted.reduce((sum, units) => sum + units, 0);
  const net = more - claim.returned;
  const nothingOwed = seen === undefined || seen.owed === undefined;
  const plain = net > 0 ? planSale(product, net, seen).kind === "plain" : nothingOwed;
  if (claim.forgiven > 0 && seen === undefined) return { status: "look-first" };
  if (claim.forgiven === 0 && nothingOwed && plain) return { taken: claim.wanted, items: plainMove(product, net) };
  if (seen === undefined) return { status: "look-first" };

  let levels: Levels = received(forgiven(levelsOf(seen), claim.forgiven), claim.returned);
  const taken = claim.wanted.map((units) => {
    const { taken, ...left } = claimed(levels, units);
    levels = left;
    return taken;
  });
  const added = addedPut(product.id, levels.available - seen.available);
  return { taken, items: [...moveStock(product, seen, levels), ...added] };
}

function plainMove({ id, reorderPoint }: Restocked, net: number): TransactItem[] {
  if (net === 0) return [];
  if (net > 0) return [stockUpdate(id, plainTaking(net, reorderPoint))];
  return [stockUpdate(id, plainReturn(-net)), ...addedPut(id, -net)];
}
