import type { TransactItem } from "../aws/transact.ts";
import { claimed, forgiven, type Levels, levelsOf, received } from "./levels.ts";
import { planSale } from "./sale.ts";
import type { StockItem } from "./stock-item.ts";
import { moveStock, plainReturn, plainTaking, type Restocked, stockUpdate } from "./stock-update.ts";

/** What goods that are sold already, elsewhere, ask of a product's stock: whatever is there or not, they are sold. */
export interface Claim {
  /** Units that each of those who claim wants more, in the order in which they are served. */
  wanted: number[];
  /** Units that were owed, and are not wanted any more. */
  forgiven: number;
  /** Units that had been taken, and come back. */
  returned: number;
}

/** What each of those who want more gets at once; the rest is owed to them. */
export type ClaimPlan = { taken: number[]; items: TransactItem[] } | { status: "look-first" };

/**
 * The part of a transaction that settles a claim: it takes what is there and owes the rest, which is asked for at the
 * factory with the product's one shortage. What comes back goes to whoever is owed. Without a look at the stock, plenty
 * is assumed, and that nobody is owed anything: the conditions will tell, and return ALL_OLD.
 *
 * @returns `look-first` where it takes a look at the stock
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
  return { taken, items: moveStock(product, seen, levels) };
}

function plainMove({ id, reorderPoint }: Restocked, net: number): TransactItem[] {
  if (net === 0) return [];
  return [stockUpdate(id, net > 0 ? plainTaking(net, reorderPoint) : plainReturn(-net))];
}
