import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { dynamodb } from "../aws/clients.ts";
import { readOrder } from "../order/order.ts";
import { drain, startQueues } from "../queues/testing.ts";
import { clearOrderQueue } from "./clear.ts";
import { readFront } from "./counters.ts";
import { receiveFront, remove } from "./front.ts";
import { queueOrder } from "./queue-order.ts";
import { orderIn } from "./queued-order.ts";
import { serve } from "./serve.ts";
import { standingOf } from "./standing.ts";

let queues: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  queues = await startQueues([{ name: "OrderQueue", role: "work", fifo: true }]);
});
afterEach(() => drain(queues.queue("OrderQueue")));
afterAll(() => queues.stop());

const actor = { id: "someone", name: "Olive Operator", email: "operator@example.com" };
const customer = { email: "mina@example.com" };

async function queued(quantity = 1, idempotencyKey?: string) {
  const result = await queueOrder({ lines: [{ productId: "glazed", quantity }], customer, idempotencyKey });
  if (result.status !== "queued") throw new Error(`It was ${result.status}.`);
  return result.order;
}

async function statusOf({ id }: { id: string }) {
  const order = await readOrder(id);
  return order && (await standingOf(order)).status;
}

test("of two requests with the same key at once, the one that is kept has a message", async () => {
  const slow = await queued(1, "twice");
  // Its keeper was not as fast as the other one.
  await dynamodb.send(new DeleteCommand({ TableName: "OrderTable", Key: { id: slow.id } }));
  const kept = await queued(2, "twice");
  const messages = await receiveFront();
  await serve(
    messages.flatMap(({ Body: body = "" }) => orderIn(body) ?? []),
    Date.now() + 20_000,
  );
  await remove(messages);
  expect(await readOrder(kept.id)).toMatchObject({ status: "completed", units: 2, number: kept.number });
});

test("a line that is cleared is empty at once, also of what is no order; who comes afterwards stays", async () => {
  const orders = await Promise.all(Array.from({ length: 25 }, () => queued()));
  const { upTo, removed } = await clearOrderQueue(actor, "queue.purge", Date.now() + 10_000);
  expect([upTo, removed]).toEqual([Math.max(...orders.map(({ number = 0 }) => number)), 25]);
  expect(new Set(await Promise.all(orders.map(async ({ id }) => (await readOrder(id))?.status)))).toEqual(
    new Set(["rejected"]),
  );
  const next = await queued();
  expect(await drain(queues.queue("OrderQueue"))).toMatchObject([{ Body: expect.stringContaining(next.id) }]);
});

test("orders that are accepted while the line is cleared are sent away or stay in the line", async () => {
  const [orders] = await Promise.all([
    Promise.all(Array.from({ length: 40 }, () => queued())),
    clearOrderQueue(actor, "queue.purge", Date.now() + 10_000),
    clearOrderQueue(actor, "order-line.clear", Date.now() + 10_000),
  ]);
  const { cleared } = await readFront(0);
  const bodies = (await drain(queues.queue("OrderQueue"))).map(({ Body: body = "" }) => orderIn(body)?.id);
  for (const order of orders) {
    const gone = (order.number ?? 0) <= cleared;
    expect(await statusOf(order)).toBe(gone ? "rejected" : "queued");
    if (!gone) expect(bodies).toContain(order.id);
  }
});
