import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { Worker } from "node:worker_threads";
import { root, type Shop, until } from "@donut/testing/shop";
import { buy, factoryBehaves, products } from "@donut/testing/shop-calls";
import { openEngine } from "./engine.ts";
import { measure, median, percentile } from "./figures.ts";
import { bookLine } from "./line.ts";
import { memory } from "./memory.ts";
import { type LoadResult, placeOrders } from "./orders.ts";
import { atRest } from "./processes.ts";
import type { Row } from "./rows.ts";

const callers = 64;
const ordersPerRound = 2_000;
const rounds = 3;
const chains = 60;
const ordersInLine = 500;
const plenty = 10_000_000;

/** Selling, the order queue, the restock chain, memory. */
export async function shopRows(shop: Shop): Promise<Row[]> {
  const rows = [
    ...(await warmStart(shop)),
    ...(await orders(shop)),
    ...(await orderQueue(shop)),
    ...(await restockChain(shop)),
  ];
  return [...rows, memory("memory of the whole runtime after that", shop, "≤ 700 MB"), storeSize()];
}

async function warmStart(shop: Shop): Promise<Row[]> {
  const quiet = await startSeconds(shop);
  const busy = new Worker("for (;;);", { eval: true });
  const beside = await startSeconds(shop).finally(() => busy.terminate());
  return [
    {
      what: "warm start to the first answers (catalogue and store page)",
      value: `${quiet.toFixed(1)} s`,
      aim: "≤ 1.5 s",
    },
    { what: "  while another program uses a core", value: `${beside.toFixed(1)} s`, aim: "≤ 3 s" },
  ];
}

/** The median of some starts of a stopped shop. */
async function startSeconds(shop: Shop): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await shop.stop();
    const started = performance.now();
    await shop.start();
    seconds.push((performance.now() - started) / 1000);
  }
  return median(seconds);
}

/** The engine and the shop take turns, so that a slowdown of the machine affects both. */
async function orders(shop: Shop): Promise<Row[]> {
  const engine = openEngine(shop.databaseUrl);
  try {
    const all = (await products(shop)).map(({ id }) => id);
    const fill = () => Promise.all(all.map((id) => engine.setAvailable(id, plenty)));
    await fill();
    await placeOrders({ salesUrl: shop.sales, productIds: all, orders: ordersPerRound, callers });
    const sample = (await (await buy(shop, [{ productId: "glazed", quantity: 1 }])).json()) as {
      order: { id: string };
    };
    const write = await engine.orderWriter(sample.order.id);

    const rows: Row[] = [];
    for (const [name, productIds, aim] of [
      ["one product", ["glazed"], "≥ 0.65"],
      ["twelve products", all, "≥ 0.75"],
    ] as const) {
      const raw: number[] = [];
      const http: LoadResult[] = [];
      for (let round = 0; round < rounds; round++) {
        await atRest(shop.pid());
        const { perSecond } = await measure(ordersPerRound, callers, (index) =>
          write(productIds[index % productIds.length] ?? ""),
        );
        raw.push(perSecond);
        await atRest(shop.pid());
        http.push(
          await placeOrders({ salesUrl: shop.sales, productIds: [...productIds], orders: ordersPerRound, callers }),
        );
      }
      const sold = http.every(({ answers }) => answers["201"] === ordersPerRound);
      if (!sold) throw new Error(`Not every order was sold: ${JSON.stringify(http.map(({ answers }) => answers))}`);
      const perSecond = median(http.map((it) => it.perSecond));
      const shares = http.map((it, round) => it.perSecond / (raw[round] ?? Number.NaN));
      rows.push(
        {
          what: `TransactWriteItems/s of the engine alone, ${callers} callers, ${name}`,
          value: median(raw).toFixed(0),
        },
        { what: `orders/s over HTTP, ${callers} callers, ${name}`, value: perSecond.toFixed(0) },
        {
          what: "  share of the engine's",
          value: median(shares).toFixed(2),
          aim,
          figure: { name: `orders, ${name}: share of the engine's`, value: median(shares), rounds: shares },
        },
        {
          what: "  p50 / p99 of an order",
          value: `${median(http.map((it) => it.p50Ms))} / ${median(http.map((it) => it.p99Ms))} ms`,
        },
      );
    }
    return rows;
  } finally {
    engine.close();
  }
}

/** Batches and single orders take turns, on the same engine. */
async function orderQueue(shop: Shop): Promise<Row[]> {
  const engine = openEngine(shop.databaseUrl);
  try {
    await engine.setAvailable("glazed", plenty);
    await bookLine(shop.databaseUrl, 100, 10);
    const batches: number[] = [];
    const single: number[] = [];
    for (let round = 0; round < rounds; round++) {
      batches.push(await bookLine(shop.databaseUrl, ordersInLine, 10));
      single.push(await bookLine(shop.databaseUrl, ordersInLine, 1));
    }
    const times = batches.map((it, round) => it / (single[round] ?? Number.NaN));
    return [
      { what: "order queue, one product, booked one by one, orders/s", value: median(single).toFixed(0) },
      { what: "order queue, one product, booked by tens, orders/s", value: median(batches).toFixed(0) },
      {
        what: "  times as many",
        value: median(times).toFixed(1),
        aim: "≥ 3",
        figure: { name: "order queue: by tens against one by one", value: median(times), rounds: times },
      },
    ];
  } finally {
    engine.close();
  }
}

/**
 * From the order that brings stock to the reorder point until the stock is replenished, with a factory that needs no
 * time.
 */
async function restockChain(shop: Shop): Promise<Row[]> {
  await factoryBehaves(shop, { productionSeconds: 0, latencyMs: 0, failureRate: 0, refuse: false });
  const engine = openEngine(shop.databaseUrl);
  try {
    const took: number[] = [];
    for (let chain = 0; chain <= chains; chain++) {
      await engine.setAvailable("glazed", 21);
      const answer = await buy(shop, [{ productId: "glazed", quantity: 1 }], randomUUID());
      const { order } = (await answer.json()) as { order: { id: string } };
      let timeline: { type: string; at: string }[] = [];
      await until(async () => {
        const seen = await fetch(`${shop.sales}/orders/${order.id}`);
        timeline = ((await seen.json()) as { timeline: typeof timeline }).timeline;
        return timeline.some(({ type }) => type === "stock.replenished");
      });
      const at = (type: string) => Date.parse(timeline.find((it) => it.type === type)?.at ?? "");
      // The first one starts the functions of the chain.
      if (chain > 0) took.push(at("stock.replenished") - at("order.placed"));
    }
    return [
      {
        what: `restock chain without production time, p50 / p99 of ${chains}`,
        value: `${median(took)} / ${percentile(took, 0.99)} ms`,
        aim: "p99 ≤ 500 ms",
      },
    ];
  } finally {
    engine.close();
  }
}

function storeSize(): Row {
  const { stdout } = spawnSync("npm", ["run", "-s", "size", "-w", "@donut/web"], {
    cwd: root,
    encoding: "utf8",
  });
  const kb = Number(/([\d.]+) kB +initial/.exec(stdout)?.[1]);
  return {
    what: "initial JavaScript of the store, gzip",
    value: `${kb} kB`,
    aim: "≤ 110 kB",
    figure: { name: "initial JavaScript of the store, kB", value: kb },
  };
}
