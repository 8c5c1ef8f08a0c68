import { randomUUID } from "node:crypto";
import type { QueuedOrder } from "@donut/core/order-queue/queued-order";
import { pointAt } from "./point-at.ts";

/**
 * Books orders for one hot product directly in a shop's database, as the order queue's consumer does: one batch after
 * another. @returns orders per second
 */
export async function bookLine(databaseUrl: string, orders: number, batchSize: number): Promise<number> {
  await pointAt(databaseUrl);
  const { bookOrders } = await import("@donut/core/order-queue/book");
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
