import { createHmac } from "node:crypto";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { sqs } from "@donut/core/aws/clients";
import { completion } from "@donut/core/restock/settle-production";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./restock.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
let queueUrl = "";
beforeAll(async () => {
  engines = await startEngines((queues) => {
    queueUrl = `${queues}/StockIn`;
    return { FactorySigningSecret: { value: "secret" }, StockInQueue: { url: queueUrl } };
  });
  await sqs.send(new CreateQueueCommand({ QueueName: "StockIn" }));
});
afterAll(() => engines.stop());

const finishedAt = "2026-11-20T12:00:00.000Z";
const report = { id: "po-1", productId: "glazed", quantity: 100, status: "completed", finishedAt };

function tell(body: string, secret = "secret") {
  const time = Math.floor(Date.now() / 1000);
  const signature = `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`;
  const headers = { "x-factory-signature": signature, "x-correlation-id": "chain-1" };
  return callApi(handler, "/completions", { method: "POST", body, headers });
}

async function received() {
  const { Messages: messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));
  return messages.map(({ Body: body = "" }) => completion.parse(JSON.parse(body)));
}

test("a report without the factory's signature is refused", async () => {
  expect((await tell(JSON.stringify(report), "other")).status).toBe(401);
  expect((await callApi(handler, "/completions", { method: "POST", body: report })).status).toBe(401);
  expect(await received()).toEqual([]);
});

test("a malformed report is refused, even if signed", async () => {
  const { status, body } = await tell(JSON.stringify({ ...report, quantity: -1 }));
  expect(status).toBe(400);
  expect(body.errors[0].pointer).toBe("/quantity");
  expect((await tell("{")).status).toBe(400);
  expect(await received()).toEqual([]);
});

test("a signed report is queued before the factory is answered", async () => {
  expect((await tell(JSON.stringify(report))).status).toBe(202);
  const { finishedAt: settledAt, ...rest } = report;
  expect(await received()).toEqual([{ ...rest, settledAt, correlationId: "chain-1" }]);
});
