import { type Shop, until } from "@donut/testing/shop";
import { buy, products } from "@donut/testing/shop-calls";
import { openEngine } from "./engine.ts";
import { atRate, median, percentile } from "./figures.ts";
import { prepareFlood } from "./flood.ts";
import { atRest } from "./processes.ts";
import { p50p99, type Row } from "./rows.ts";

const webhooks = 1_000;
const seconds = 10;
const ordersPerSecond = 20;
const rounds = 3;

/** The effect of a flood of webhooks on people who order at the same time. */
export async function shopifyRows(shop: Shop): Promise<Row[]> {
  const engine = openEngine(shop.databaseUrl);
  try {
    const all = (await products(shop)).map(({ id }) => id);
    for (const id of all) await engine.setAvailable(id, 10_000_000);
    const orders = (calls: number) =>
      atRate(ordersPerSecond, calls, (index) => order(shop, all[index % all.length] ?? ""));
    await Promise.all([orders(2 * ordersPerSecond), prepareFlood(webhooks / 5).send(shop.shopify, 2)]);

    const quiet: number[] = [];
    const flooded: number[] = [];
    const ratios: number[] = [];
    const answers: number[] = [];
    const stored: number[] = [];
    const storedAfter: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await atRest(shop.pid());
      const before = await orders(seconds * ordersPerSecond);
      const flood = prepareFlood(webhooks);
      const started = performance.now();
      const [slow, took] = await Promise.all([orders(seconds * ordersPerSecond), flood.send(shop.shopify, seconds)]);
      quiet.push(...before);
      flooded.push(...slow);
      ratios.push(percentile(slow, 0.99) / percentile(before, 0.99));
      answers.push(...took);
      stored.push(await storedOf(flood.ids, engine));
      storedAfter.push((performance.now() - started) / 1_000);
    }
    return [
      {
        what: `POST /orders, ${ordersPerSecond} a second, quiet, p50 / p99`,
        value: p50p99(median(quiet), percentile(quiet, 0.99)),
      },
      {
        what: `  while ${webhooks} webhooks come in ${seconds} s`,
        value: p50p99(median(flooded), percentile(flooded, 0.99)),
      },
      {
        what: "  times as slow, p99",
        value: (percentile(flooded, 0.99) / percentile(quiet, 0.99)).toFixed(2),
        aim: "≤ 1.2",
        figure: {
          name: "orders during a flood of webhooks: times as slow, p99",
          value: percentile(flooded, 0.99) / percentile(quiet, 0.99),
          rounds: ratios,
        },
      },
      {
        what: "a webhook's answer meanwhile, p50 / p99",
        value: p50p99(median(answers), percentile(answers, 0.99)),
        aim: "p99 ≤ 50 ms",
      },
      { what: `webhooks stored, of ${webhooks}`, value: String(Math.min(...stored)), aim: String(webhooks) },
      { what: "  the last one after the first came", value: `${median(storedAfter).toFixed(0)} s` },
    ];
  } finally {
    engine.close();
  }
}

/** Waits until all are stored, or for as long as that could take. @returns how many are stored */
async function storedOf(ids: string[], engine: ReturnType<typeof openEngine>): Promise<number> {
  let stored = 0;
  await until(async () => {
    const known = await engine.storedWebhooks();
    stored = ids.filter((id) => known.has(id)).length;
    return stored === ids.length;
  }, 90_000).catch(() => {});
  return stored;
}

async function order(shop: Shop, productId: string): Promise<void> {
  const answer = await buy(shop, [{ productId, quantity: 1 }]);
  if (answer.status !== 201) throw new Error(`Nothing was sold: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}
