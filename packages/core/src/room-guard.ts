import { Resource } from "sst";
import { type TransactItem, transact } from "./aws/transact.ts";
import { lineGuard } from "./order-queue/counters.ts";
import { stockGuard } from "./stock/guard.ts";
import { readStock } from "./stock/stock-item.ts";
import { readState, stateKey } from "./waiting-room/room.ts";
import { type Guard, type Guarding, guardingOf } from "./waiting-room/settings.ts";

/**
 * Where the waiting room's guard is stored: on each product's stock for direct orders, and with the order queue's
 * numbers.
 */
export const guardSales: Guard = async (next) => {
  const stock = await readStock();
  const named = next && next.guards !== "all" ? next.guards : [];
  const unknown = named.filter((id) => !stock.has(id));
  if (unknown.length > 0) return { status: "unknown-products", productIds: unknown };
  const parts = [...stock.keys()].map((id) => stockGuard(id, guardOn(id, next)));
  return { status: "parts", parts: [...parts, lineGuard(next)] };
};

const maxTries = 10;

/** Guards a new product according to the waiting room's settings. */
export async function guardNewProduct(productId: string): Promise<void> {
  for (let tries = 0; tries < maxTries; tries++) {
    const state = await readState();
    const guard = guardOn(productId, guardingOf(state));
    if (guard === undefined) return;
    const result = await transact([unchangedSince(state.rev), stockGuard(productId, guard)]);
    if (result.status === "committed") return;
  }
  throw new Error(`${productId} could not be guarded: the waiting room kept changing.`);
}

function guardOn(productId: string, guarding: Guarding): string | undefined {
  const guarded = guarding && (guarding.guards === "all" || guarding.guards.includes(productId));
  return guarded ? guarding.guard : undefined;
}

function unchangedSince(rev: number): TransactItem {
  return {
    ConditionCheck: {
      TableName: Resource.WaitingTable.name,
      Key: stateKey,
      ConditionExpression: "rev = :rev",
      ExpressionAttributeValues: { ":rev": rev },
    },
  };
}
