import type { ShopifyOrder } from "@donut/contracts/shopify";
import { openShop, type Shop, until } from "@donut/testing/shop";
import { adminStock, buy, completedProduction, factoryBehaves, queues, readAdmin } from "@donut/testing/shop-calls";
import { sendWebhook, signed, webhookHeaders } from "@donut/testing/shopify-fixtures";
import { expect, test } from "vitest";

const webhooks = 240;
const killsAt = [60, 150];

test("kill -9 under both channels: each order is stored once, and every unit is somewhere", async () => {
  const shop = await openShop();
  try {
    await factoryBehaves(shop, { productionSeconds: 1 });
    const initial = new Map((await adminStock(shop)).map((it) => [it.productId, it.available]));
    const sold = new Map<string, number>();
    let sent = 0;
    let open = true;

    const shopify = async (worker: number) => {
      for (let nth = worker; nth < webhooks; nth += 4) {
        const { headers, body } = webhook(nth);
        // As Shopify does: repeated until accepted.
        await until(async () => (await sendWebhook(shop, body, headers).catch(() => 0)) === 200, 120_000);
        sent++;
      }
    };
    const store = async () => {
      for (let nth = 0; open; nth++) {
        const productId = [...initial.keys()][nth % 3] ?? "";
        const key = `sale-${nth}`;
        let status = 0;
        await until(async () => {
          status = await buy(shop, [{ productId, quantity: 2 }], key).then(
            (it) => it.status,
            () => 0,
          );
          return [200, 201, 409].includes(status);
        }, 120_000);
        if (status !== 409) sold.set(productId, (sold.get(productId) ?? 0) + 2);
      }
    };
    const channels = [...[0, 1, 2, 3].map(shopify), store()];
    for (const at of killsAt) {
      await until(async () => sent >= at, 120_000);
      await shop.kill();
      await shop.start();
    }
    await Promise.all(channels.slice(0, 4));
    open = false;
    await Promise.all(channels);
    await until(async () => isQuiet(shop), 180_000);

    const orders = await shopifyOrders(shop);
    expect(orders).toHaveLength(webhooks / 2);
    const produced = await completedProduction(shop);
    for (const { productId, available, owed = 0, reserved = 0 } of await adminStock(shop)) {
      const made = produced.filter((it) => it.productId === productId).reduce((sum, it) => sum + it.quantity, 0);
      const taken = orders.reduce((sum, order) => sum + (order.taken[productId] ?? 0), 0);
      expect({ productId, all: available + reserved + taken + (sold.get(productId) ?? 0) }).toEqual({
        productId,
        all: (initial.get(productId) ?? 0) + made,
      });
      expect({ productId, owed, reserved }).toEqual({ productId, owed: 0, reserved: 0 });
    }
    for (const order of orders) expect(order.taken).toEqual(order.units);
    const dead = (await queues(shop)).filter((it) => it.name.endsWith("Dlq") || it.name.endsWith("Undelivered"));
    expect(dead.filter((it) => it.visible > 0)).toEqual([]);
  } finally {
    await shop.remove();
  }
}, 600_000);

/** Each order arrives new and then changed; the change is the newer state, whichever is stored first. */
function webhook(nth: number) {
  const order = nth % (webhooks / 2);
  const changed = nth >= webhooks / 2;
  const skus = ["glazed", "hoyong-special", "boston-cream"];
  const id = 6_300_000_000_000 + order;
  const quantity = changed ? 1 + (order % 4) : 3;
  const at = `2026-11-20T00:00:${changed ? "30" : "10"}Z`;
  const body = JSON.stringify({
    id,
    name: `#${id}`,
    currency: "KRW",
    total_price: "3000",
    created_at: at,
    updated_at: at,
    cancelled_at: changed && order % 5 === 0 ? at : null,
    line_items: [
      { id: 1, sku: skus[order % 3], quantity: 3, current_quantity: quantity, product_id: 1, variant_id: 2 },
    ],
  });
  return { body, headers: webhookHeaders(changed ? "orders/updated" : "orders/create", signed(body)) };
}

async function shopifyOrders(shop: Shop): Promise<ShopifyOrder[]> {
  const all: ShopifyOrder[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await readAdmin<{ orders: ShopifyOrder[]; next?: string }>(shop, `/shopify/orders?limit=100${query}`);
    all.push(...page.orders);
    cursor = page.next;
  } while (cursor !== undefined);
  return all;
}

async function isQuiet(shop: Shop): Promise<boolean> {
  const waiting = (await queues(shop)).some((it) => it.visible + it.inFlight + it.delayed > 0);
  return !waiting && (await adminStock(shop)).every((it) => it.shortage === undefined);
}
