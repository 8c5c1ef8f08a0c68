import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Shop } from "@donut/testing/shop";
import { factoryBehaves, messages, products } from "@donut/testing/shop-calls";
import { operatorToken } from "@donut/testing/sign-in";

/** An order that somebody tried to place until its outcome was known. */
export interface Tried {
  key: string;
  productId: string;
  quantity: number;
  email: string;
  /** Sold directly, or through the order queue. */
  way: "sync" | "async";
  orderId?: string;
  /** What the customer was told; absent: nothing yet. */
  told?: "sold" | "short" | "queued";
}

export interface MixedLoad {
  tried: Tried[];
  /** When the first order sent after `time` was accepted (both in ms since the epoch); infinite until then. */
  takenAfter(time: number): number;
  /** Stops placing orders; resolves when every customer has an answer. */
  end(): Promise<void>;
}

const vipUnits = 100;
const pauseMs = 150;

/**
 * Customers who order directly and through the order queue, some of them enough to become VIPs, and operators who break
 * the factory, redrive what failed in the meantime, and purge the rest. Each customer retries with the same idempotency
 * key until there is an answer.
 */
export async function mixedLoad(shop: Shop, customers: number): Promise<MixedLoad> {
  const ids = (await products(shop)).map(({ id }) => id);
  const tried: Tried[] = [];
  let open = true;
  /** For each order: when the answered attempt was sent, and when the answer came. */
  const taken: { sentAt: number; at: number }[] = [];

  const customer = async (number: number) => {
    for (let turn = 0; open; turn++) {
      const vip = turn % 20 === number;
      const order: Tried = {
        key: randomUUID(),
        productId: ids[(number * 5 + turn) % ids.length] ?? "",
        quantity: vip ? vipUnits : 1 + ((number + turn) % 12),
        email: vip ? `vip-${number}-${turn}@example.com` : `customer-${number}@example.com`,
        way: turn % 3 === 2 ? "async" : "sync",
      };
      tried.push(order);
      let sentAt = 0;
      while (order.told === undefined) {
        sentAt = Date.now();
        await place(shop, order).catch(() => {});
        if (order.told === undefined) await setTimeout(pauseMs);
      }
      taken.push({ sentAt, at: Date.now() });
      await setTimeout(pauseMs);
    }
  };
  const running = Promise.all([...Array.from({ length: customers }, (_, n) => customer(n)), operate(shop, () => open)]);

  return {
    tried,
    takenAfter: (time) => taken.find(({ sentAt }) => sentAt > time)?.at ?? Number.POSITIVE_INFINITY,
    async end() {
      open = false;
      await running;
    },
  };
}

async function place(shop: Shop, order: Tried): Promise<void> {
  const response = await fetch(`${shop.sales}/orders`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "idempotency-key": order.key,
      ...(order.way === "async" && { prefer: "respond-async" }),
    },
    body: JSON.stringify({
      lines: [{ productId: order.productId, quantity: order.quantity }],
      customer: { email: order.email },
    }),
    signal: AbortSignal.timeout(15_000),
  });
  const text = await response.text();
  if (response.status === 409) order.told = "short";
  if (![200, 201, 202].includes(response.status)) return;
  const { id, status } = (JSON.parse(text) as { order: { id: string; status: string } }).order;
  order.orderId = id;
  order.told = status === "completed" ? "sold" : status === "rejected" ? "short" : "queued";
}

/** Breaks and repairs the factory, redrives the resulting dead letters, and purges the rest, again and again. */
async function operate(shop: Shop, isOpen: () => boolean): Promise<void> {
  for (let turn = 0; isOpen(); turn++) {
    const broken = turn % 2 === 0;
    await factoryBehaves(shop, { refuse: broken, productionSeconds: 1 }).catch(() => {});
    if (!broken) await redrive(shop, "RestockQueueDlq").catch(() => {});
    await poison(shop).catch(() => {});
    if (turn % 3 === 2) await purge(shop, "LabQueueDlq").catch(() => {});
    for (let waited = 0; isOpen() && waited < 4_000; waited += 200) await setTimeout(200);
  }
  for (let mended = false; !mended; ) {
    mended = await factoryBehaves(shop, { refuse: false, productionSeconds: 1 }).then(
      () => true,
      () => false,
    );
    if (!mended) await setTimeout(pauseMs);
  }
}

/** A poison message. */
async function poison(shop: Shop): Promise<void> {
  await admin(shop, "POST", "/queues/LabQueue/messages", { body: "{}", check: false });
}

/** Redrives all messages of a dead-letter queue. */
export async function redrive(shop: Shop, queue: string): Promise<void> {
  if ((await messages(shop, queue)).length > 0) await admin(shop, "POST", `/queues/${queue}/redrive`, {});
}

export async function purge(shop: Shop, queue: string): Promise<void> {
  await admin(shop, "POST", `/queues/${queue}/purge`, { confirm: queue });
}

async function admin(shop: Shop, method: string, path: string, body: unknown): Promise<void> {
  const response = await fetch(`${shop.admin}${path}`, {
    method,
    headers: { authorization: `Bearer ${await operatorToken(shop)}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  await response.arrayBuffer();
}
