import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { sqs } from "../aws/clients.ts";
import { readOrder } from "../order/order.ts";
import { drain, startQueues } from "../queues/testing.ts";
import { clearOrderQueue } from "./clear.ts";
import { readFront } from "./counters.ts";
import { queueOrder } from "./queue-order.ts";
import { orderIn } from "./queued-order.ts";
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

test("of two concurrent requests with the same key, one is stored and sends the only message", async () => {
  const orderOf = (quantity: number) =>
    queueOrder({ lines: [{ productId: "glazed", quantity }], customer, idempotencyKey: "twice" });
  const results = await Promise.all([orderOf(1), orderOf(2)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["key-reused", "queued"]);
  const [kept] = results.flatMap((result) => (result.status === "queued" ? [result.order] : []));
  expect((await drain(queues.queue("OrderQueue"))).map(({ Body: body = "" }) => orderIn(body))).toEqual([kept]);
});

test("what cannot be stored is not sent", async () => {
  const name = "x".repeat(500_000);
  const request = { lines: [{ productId: "glazed", quantity: 1 }], customer: { ...customer, name } };
  await expect(queueOrder(request)).rejects.toThrow();
  expect(await drain(queues.queue("OrderQueue"))).toEqual([]);
});

test("an order that was stored but not sent is sent when its request is repeated", async () => {
  vi.spyOn(sqs, "send").mockRejectedValueOnce(new Error("away") as never);
  const request = { lines: [{ productId: "glazed", quantity: 1 }], customer, idempotencyKey: "unsent" };
  await expect(queueOrder(request, { special: true })).rejects.toThrow("away");
  const again = await queueOrder(request);
  expect(again).toMatchObject({ status: "repeated", order: { status: "queued" } });
  const messages = await drain(queues.queue("OrderQueue"));
  const kept = again.status === "repeated" && again.order;
  expect(messages.map(({ Body: body = "" }) => orderIn(body))).toEqual([{ ...kept, special: true }]);
});

test("a cleared queue is empty at once, even of messages that are not orders; later orders stay", async () => {
  const orders = await Promise.all(Array.from({ length: 25 }, () => queued()));
  const { upTo, removed } = await clearOrderQueue(actor, "queue.purge", Date.now() + 10_000);
  expect([upTo, removed]).toEqual([Math.max(...orders.map(({ number = 0 }) => number)), 25]);
  expect(new Set(await Promise.all(orders.map(async ({ id }) => (await readOrder(id))?.status)))).toEqual(
    new Set(["rejected"]),
  );
  const next = await queued();
  expect(await drain(queues.queue("OrderQueue"))).toMatchObject([{ Body: expect.stringContaining(next.id) }]);
});

test("orders accepted while the queue is cleared are either rejected or stay queued", async () => {
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
