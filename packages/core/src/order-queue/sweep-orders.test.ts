import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sqs } from "../aws/clients.ts";
import { readOrder } from "../order/order.ts";
import { drain, startQueues } from "../queues/testing.ts";
import { queueOrder } from "./queue-order.ts";
import { sweepOrders } from "./sweep-orders.ts";

const minute = 60_000;
let system: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  system = await startQueues([
    { name: "OrderQueue", role: "work", fifo: true, dlq: "OrderQueueDlq" },
    { name: "OrderQueueDlq", role: "dlq", fifo: true },
  ]);
});
afterAll(() => system.stop());

async function waits(): Promise<string> {
  const queued = await queueOrder({
    lines: [{ productId: "glazed", quantity: 1 }],
    customer: { email: "mina@example.com" },
  });
  if (queued.status !== "queued") throw new Error(queued.status);
  return queued.order.id;
}

const statusOf = async (id: string) => (await readOrder(id))?.status;
const sweepIn = (ms: number) => sweepOrders(Date.now() + 20_000, Date.now() + ms);

test("an order whose message was deleted, expired or edited is settled as not sold", async () => {
  const ids = await Promise.all(Array.from({ length: 30 }, waits));
  await drain(system.queue("OrderQueue"));
  expect(await sweepIn(9 * minute)).toEqual({ withdrawn: 0 });
  expect(await sweepIn(11 * minute)).toEqual({ withdrawn: 30 });
  expect(await Promise.all(ids.map(statusOf))).toEqual(ids.map(() => "rejected"));
  expect(await sweepIn(11 * minute)).toEqual({ withdrawn: 0 });
});

test("an order waits as long as its message may exist, and no longer", async () => {
  const id = await waits();
  expect(await sweepIn(60 * minute)).toEqual({ withdrawn: 0 });
  await drain(system.queue("OrderQueue"));
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: system.queue("OrderQueueDlq").url,
      MessageBody: "{}",
      MessageGroupId: "order-line",
      MessageDeduplicationId: "1",
    }),
  );
  expect(await sweepIn(28 * 24 * 60 * minute)).toEqual({ withdrawn: 0 });
  expect(await statusOf(id)).toBe("queued");
  expect(await sweepIn(30 * 24 * 60 * minute)).toEqual({ withdrawn: 1 });
  expect(await statusOf(id)).toBe("rejected");
});
