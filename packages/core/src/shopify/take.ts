import type { TransactItem } from "../aws/transact.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { withContext } from "../context.ts";
import { planClaim } from "../stock/claim.ts";
import type { StockItem } from "../stock/stock-item.ts";
import type { Restocked } from "../stock/stock-update.ts";
import type { Draft } from "./draft.ts";

interface Known {
  catalog: Catalog;
  stock: ReadonlyMap<string, StockItem>;
}

/** What one order needs of a product beyond what it has or is owed. */
interface Difference {
  draft: Draft;
  wanted: number;
  forgiven: number;
  returned: number;
}

/**
 * Takes what drafted orders need from stock, and gives back what they no longer need: first what they are owed. Writes
 * the result into the drafts. A product is one part for all of them.
 *
 * @returns the parts; undefined if the stock must be read first
 */
export function takeFromStock<Learn>(
  drafts: Draft[],
  { catalog, stock }: Known,
  learn: (productId: string) => Learn,
): { item: TransactItem; learn?: Learn }[] | undefined {
  const now = new Date().toISOString();
  const parts: { item: TransactItem; learn?: Learn }[] = [];
  for (const [productId, differences] of differencesOf(drafts)) {
    const claim = {
      wanted: differences.map(({ wanted }) => wanted),
      forgiven: sum(differences.map(({ forgiven }) => forgiven)),
      returned: sum(differences.map(({ returned }) => returned)),
    };
    const product = catalog.get(productId) ?? notSold(productId);
    const { correlationId } = (differences.findLast(({ wanted }) => wanted > 0) ?? differences[0])?.draft.after ?? {};
    const plan = withContext({ correlationId: correlationId ?? "" }, () =>
      planClaim(product, claim, stock.get(productId)),
    );
    if ("status" in plan) return undefined;
    parts.push(...plan.items.map((item, index) => (index === 0 ? { item, learn: learn(productId) } : { item })));
    for (const [index, difference] of differences.entries()) book(productId, difference, plan.taken[index] ?? 0, now);
  }
  return parts;
}

function differencesOf(drafts: Draft[]): Map<string, Difference[]> {
  const found = new Map<string, Difference[]>();
  for (const draft of drafts) {
    const { units, taken, owed } = draft.after;
    for (const productId of new Set([units, taken, owed].flatMap(Object.keys))) {
      const difference = (units[productId] ?? 0) - (taken[productId] ?? 0) - (owed[productId] ?? 0);
      if (difference === 0) continue;
      const forgiven = Math.min(Math.max(0, -difference), owed[productId] ?? 0);
      const returned = Math.max(0, -difference) - forgiven;
      found.set(productId, [
        ...(found.get(productId) ?? []),
        { draft, wanted: Math.max(0, difference), forgiven, returned },
      ]);
    }
  }
  return found;
}

function book(productId: string, { draft, wanted, forgiven, returned }: Difference, taken: number, now: string): void {
  const { after } = draft;
  const owed = (after.owed[productId] ?? 0) + wanted - taken - forgiven;
  const { [productId]: since = now, ...others } = after.owedSince;
  draft.after = {
    ...after,
    taken: withUnits(after.taken, productId, (after.taken[productId] ?? 0) + taken - returned),
    owed: withUnits(after.owed, productId, owed),
    owedSince: owed > 0 ? { ...others, [productId]: since } : others,
  };
}

export function withUnits(units: Record<string, number>, productId: string, count: number): Record<string, number> {
  const { [productId]: _, ...others } = units;
  return count > 0 ? { ...others, [productId]: count } : others;
}

/** The factory is never asked for products that have left the catalogue. */
function notSold(id: string): Restocked {
  return { id, reorderPoint: -1, restockQuantity: 1 };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
