import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { QueuedOrder } from "@donut/core/order-queue/queued-order";

const graphFile = new URL("../../../graph.json", import.meta.url);

/**
 * Books orders for one hot product straight on a shop's database, as the order line's consumer does: one batch after
 * the other. @returns orders per second
 */
export async function bookLine(databaseUrl: string, orders: number, batchSize: number): Promise<number> {
  const { bookOrders } = await core(databaseUrl);
  const line = Array.from({ length: orders }, (_, index) => queued(index + 1));
  const started = performance.now();
  for (let from = 0; from < orders; from += batchSize) {
    const batch = line.slice(from, from + batchSize);
    const results = await bookOrders(batch, Date.now() + 60_000);
    if (results.length < batch.length || results.some((status) => status !== "completed")) {
      throw new Error(`Not every order was booked: ${results.join(" ")}`);
    }
  }
  return (orders / (performance.now() - started)) * 1000;
}

async function core(databaseUrl: string) {
  const { graph } = JSON.parse(await readFile(graphFile, "utf8")) as { graph: { tables: { name: string }[] } };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: databaseUrl,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "bench",
    AWS_SECRET_ACCESS_KEY: "bench",
    SST_RESOURCES_JSON: JSON.stringify({
      App: { name: "donut-states", stage: "bench" },
      ...Object.fromEntries(graph.tables.map(({ name }) => [name, { name }])),
    }),
  });
  // Only now: its clients look at the environment when they are made.
  return import("@donut/core/order-queue/book");
}

function queued(number: number): QueuedOrder {
  return {
    id: `ord_${randomUUID().replaceAll("-", "")}`,
    status: "queued",
    number,
    lines: [{ productId: "glazed", quantity: 1, price: 1500 }],
    units: 1,
    total: 1500,
    placedAt: new Date().toISOString(),
    email: "line@example.com",
    correlationId: randomUUID(),
    requestHash: "bench",
  };
}
