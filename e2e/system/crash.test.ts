import { randomUUID } from "node:crypto";
import { openShop, type Shop, until } from "@donut/testing/shop";
import { adminStock, buy, completedProduction, factoryBehaves, queues } from "@donut/testing/shop-calls";
import { expect, test } from "vitest";

const chains = 50;
const kills = 4;

test("kill -9 in the middle of orders and restock chains: nothing is lost, doubled or stuck", async () => {
  const shop = await openShop();
  try {
    await factoryBehaves(shop, { productionSeconds: 1 });
    const initial = new Map((await adminStock(shop)).map((it) => [it.productId, it.available]));
    const products = [...initial.keys()];
    const sold = new Map(products.map((id) => [id, 0]));
    let open = true;

    const customer = async (number: number) => {
      for (let turn = 0; open; turn++) {
        const productId = products[(number * 5 + turn) % products.length] ?? "";
        const quantity = 1 + ((number + turn) % 12);
        if (await boughtAtLast(shop, productId, quantity)) sold.set(productId, (sold.get(productId) ?? 0) + quantity);
      }
    };
    const customers = Array.from({ length: 8 }, (_, number) => customer(number));

    for (let kill = 1; kill <= kills; kill++) {
      const before = kill * (chains / (kills + 1));
      await until(async () => (await completedProduction(shop)).length >= before, 120_000);
      await shop.kill();
      await shop.start();
    }
    await until(async () => (await completedProduction(shop)).length >= chains, 120_000);
    open = false;
    await Promise.all(customers);

    await until(async () => await isQuiet(shop), 120_000);
    const produced = await completedProduction(shop);
    for (const { productId, available } of await adminStock(shop)) {
      const made = produced.filter((it) => it.productId === productId).reduce((sum, it) => sum + it.quantity, 0);
      expect(
        { productId, soldAndStock: (sold.get(productId) ?? 0) + available },
        "sold + stock = initial + produced",
      ).toEqual({ productId, soldAndStock: (initial.get(productId) ?? 0) + made });
      expect(available).toBeGreaterThanOrEqual(0);
    }
    const dead = (await queues(shop)).filter((it) => it.name.endsWith("Dlq") || it.name.endsWith("Undelivered"));
    expect(dead.filter((it) => it.visible > 0)).toEqual([]);
  } finally {
    await shop.remove();
  }
}, 600_000);

/** Repeats one order under one key until it is answered, across any crash. @returns whether it was sold */
async function boughtAtLast(shop: Shop, productId: string, quantity: number): Promise<boolean> {
  const key = randomUUID();
  let status = 0;
  await until(async () => {
    status = await buy(shop, [{ productId, quantity }], key).then(
      (it) => it.status,
      () => 0,
    );
    return [200, 201, 409].includes(status);
  }, 120_000);
  return status !== 409;
}

/** Every message is handled and every shortage is closed. */
async function isQuiet(shop: Shop): Promise<boolean> {
  const waiting = (await queues(shop)).some((it) => it.visible + it.inFlight + it.delayed > 0);
  return !waiting && (await adminStock(shop)).every((it) => it.shortage === undefined);
}
