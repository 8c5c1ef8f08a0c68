import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { openShop, type Shop, until } from "@donut/testing/shop";
import { operatorToken } from "@donut/testing/sign-in";
import { expect, test } from "vitest";

const dlq = "JourneyQueueDlq";
const messages = 300;
/** Allowed at once, even if the message may have been received by a worker that has not begun. */
const killedAt = [0, 60, 160];
const goesOnMs = 60_000;
/** A worker's batch at this rate; messages it was handling when killed may arrive twice. */
const inHand = 10;

test("kill -9 in the middle of a redrive: it goes on by itself, and nothing is lost", async () => {
  const shop = await openShop();
  try {
    await call(shop, "PUT", "/queues/JourneyQueue/consumer", { enabled: false });
    await fill(shop);
    const redrive = { filter: { q: "bulk" }, maxPerSecond: 40 };
    expect(await call(shop, "POST", `/queues/${dlq}/redrive`, { ...redrive, dryRun: true })).toMatchObject({
      status: 200,
      body: { count: messages, of: messages, destination: "JourneyQueue" },
    });
    expect((await call(shop, "POST", `/queues/${dlq}/redrive`, redrive)).status).toBe(202);
    expect((await call(shop, "POST", `/queues/${dlq}/redrive`, {})).status).toBe(409);

    for (const done of killedAt) {
      await until(async () => (await taskOf(shop)).done >= done, goesOnMs);
      await shop.kill();
      await shop.start();
    }
    await until(async () => (await taskOf(shop)).done > Math.max(...killedAt) + inHand, goesOnMs);
    await until(async () => (await taskOf(shop)).status === "completed", 180_000);
    expect(await taskOf(shop)).toMatchObject({ done: messages, total: messages });
    expect((await call(shop, "GET", `/queues/${dlq}/messages`)).body).toMatchObject({
      messages: [],
      index: { present: 0 },
    });

    const arrived = await drain(shop);
    expect(new Set(arrived)).toEqual(new Set(Array.from({ length: messages }, (_, index) => `bulk-${index}`)));
    expect(arrived.length).toBeLessThanOrEqual(messages + killedAt.length * inHand);
    const audit = await call(shop, "GET", `/audit?action=queue.redrive&target=${dlq}`);
    expect(audit.body.records).toMatchObject([
      { status: "succeeded", outcome: { done: messages }, actor: { email: "operator@example.com" } },
    ]);
  } finally {
    await shop.remove();
  }
}, 600_000);

async function fill(shop: Shop): Promise<void> {
  const { sqs, url } = await queue(shop, dlq);
  for (let first = 0; first < messages; first += 10) {
    const Entries = Array.from({ length: 10 }, (_, index) => ({
      Id: `${index}`,
      MessageBody: JSON.stringify(event(first + index)),
    }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  }
  sqs.destroy();
}

function event(number: number) {
  return {
    id: `bulk-${number}`,
    type: "stock.replenished",
    subject: "stock",
    at: new Date().toISOString(),
    correlationId: `bulk-${number}`,
    data: { productionOrderId: `p${number}`, productId: "glazed", quantity: 1 },
  };
}

/** @returns the ids of the events that have reached the paused consumer's queue */
async function drain(shop: Shop): Promise<string[]> {
  const { sqs, url } = await queue(shop, "JourneyQueue");
  const ids: string[] = [];
  for (;;) {
    const { Messages: batch = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
    );
    if (batch.length === 0) break;
    for (const { Body: body = "", ReceiptHandle } of batch) {
      ids.push(JSON.parse(body).id);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    }
  }
  sqs.destroy();
  return ids;
}

async function queue(shop: Shop, name: string): Promise<{ sqs: SQSClient; url: string }> {
  const { body } = await call(shop, "GET", "/queues");
  const { url } = body.queues.find((one: { name: string }) => one.name === name);
  const credentials = { accessKeyId: "offline", secretAccessKey: "offline" };
  return { sqs: new SQSClient({ endpoint: new URL(url).origin, region: "us-east-1", credentials }), url };
}

async function taskOf(shop: Shop): Promise<{ status: string; done: number }> {
  return (await call(shop, "GET", `/queues/${dlq}/redrive`)).body.task;
}

async function call(shop: Shop, method: string, path: string, body?: unknown) {
  const init = {
    method,
    headers: { authorization: `Bearer ${await operatorToken(shop)}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  const ask = () => fetch(`${shop.admin}${path}`, init);
  // Reads are retried, since a kill in between may have closed a kept-alive connection.
  const response = await (method === "GET" ? ask().catch(ask) : ask());
  return { status: response.status, body: JSON.parse(await response.text()) };
}
