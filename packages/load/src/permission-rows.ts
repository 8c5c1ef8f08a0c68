import { openShop, type Shop } from "@donut/testing/shop";
import { buy, products } from "@donut/testing/shop-calls";
import { openEngine } from "./engine.ts";
import { median } from "./figures.ts";
import { placeOrders } from "./orders.ts";
import { familyOf, processorMs } from "./processes.ts";
import type { Row } from "./rows.ts";

const callers = 64;
const ordersPerRound = 500;
const rounds = 5;
const plenty = 10_000_000;

/** The cost of enforcing functions' roles: two shops take turns, one of which enforces nothing. */
export async function permissionRows(enforcing: Shop): Promise<Row[]> {
  const open = await openShop({ OFFLINE_IAM: "off" });
  try {
    const shops = [enforcing, open] as const;
    for (const shop of shops) await prepare(shop);
    const perSecond: number[] = [];
    const perOrder: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const turns = round % 2 === 0 ? shops : ([open, enforcing] as const);
      const measured = new Map<Shop, Awaited<ReturnType<typeof sell>>>();
      for (const shop of turns) measured.set(shop, await sell(shop));
      const [on, off] = shops.map((shop) => measured.get(shop));
      if (!on || !off) throw new Error("A shop was not measured.");
      perSecond.push(on.perSecond / off.perSecond);
      perOrder.push(on.processorMs / off.processorMs);
    }
    return [
      {
        what: `orders/s over HTTP, ${callers} callers, with permissions enforced against without`,
        value: median(perSecond).toFixed(2),
        aim: "≥ 0.95",
        figure: { name: "orders/s with permissions against without", value: median(perSecond), rounds: perSecond },
      },
      { what: "  lowest and highest of the rounds", value: range(perSecond) },
      {
        what: "  processor time of an order, likewise",
        value: median(perOrder).toFixed(2),
        aim: "≤ 1.05",
        figure: { name: "processor time with permissions against without", value: median(perOrder), rounds: perOrder },
      },
      { what: "  lowest and highest of the rounds", value: range(perOrder) },
    ];
  } finally {
    await open.remove();
  }
}

/** Fills the stock and warms up. */
async function prepare(shop: Shop): Promise<void> {
  const engine = openEngine(shop.databaseUrl);
  try {
    for (const { id } of await products(shop)) await engine.setAvailable(id, plenty);
  } finally {
    engine.close();
  }
  await buy(shop, [{ productId: "glazed", quantity: 1 }]);
  await sell(shop);
}

async function sell(shop: Shop) {
  const before = processorOf(shop);
  const { answers, perSecond } = await placeOrders({
    salesUrl: shop.sales,
    productIds: ["glazed"],
    orders: ordersPerRound,
    callers,
  });
  if (answers["201"] !== ordersPerRound) throw new Error(`Not every order was sold: ${JSON.stringify(answers)}`);
  return { perSecond, processorMs: (processorOf(shop) - before) / ordersPerRound };
}

function processorOf(shop: Shop): number {
  return familyOf(shop.pid()).reduce((sum, pid) => sum + processorMs(pid), 0);
}

const range = (values: number[]) => `${Math.min(...values).toFixed(2)} … ${Math.max(...values).toFixed(2)}`;
