import { CreateQueueCommand, GetQueueAttributesCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { sqs } from "@donut/core/aws/clients";
import { recordFailedTry } from "@donut/core/messaging/failure-record";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi as call, startEngines } from "../testing.ts";
import { adminApi as handler } from "../testing-admin.ts";

const callApi = (api: typeof handler, path: string) => call(api, path, { groups: ["viewers"] });

let engines: Awaited<ReturnType<typeof startEngines>>;
let dlqUrl = "";
const sent: string[] = [];
const total = 23;

beforeAll(async () => {
  engines = await startEngines((queues) => {
    const queue = (name: string, more: object) => ({
      name,
      url: `${queues}/${name}`,
      arn: `arn:aws:sqs:us-east-1:000000000000:${name}`,
      fifo: false,
      visibilityTimeoutSeconds: 60,
      subject: "stock",
      ...more,
    });
    const work = queue("Work", { role: "work", dlq: "WorkDlq", maxReceiveCount: 3 });
    dlqUrl = `${queues}/WorkDlq`;
    const all = [work, queue("WorkDlq", { role: "dlq" })];
    return { Topology: { topics: [], queues: all, apis: [], type: "Linkable" }, Queues: { queues: all } };
  });
  for (const name of ["Work", "WorkDlq"]) await sqs.send(new CreateQueueCommand({ QueueName: name }));
  for (let number = 0; number < total; number++) {
    const body = JSON.stringify({ number: `no-${number}` });
    const { MessageId: id = "" } = await sqs.send(
      new SendMessageCommand({
        QueueUrl: dlqUrl,
        MessageBody: body,
        MessageAttributes: { origin: { DataType: "String", StringValue: "test" } },
      }),
    );
    sent.push(id);
  }
  const error = Object.assign(new Error("The oven is cold"), { name: "FactoryRefused" });
  const queueArn = "arn:aws:sqs:us-east-1:000000000000:Work";
  await recordFailedTry({
    messageId: sent[7] ?? "",
    queueArn,
    body: "",
    correlationId: "c",
    retryable: false,
    error,
    requestId: "r",
  });
});
afterAll(() => engines.stop());

const ids = (body: { messages: { id: string }[] }) => body.messages.map(({ id }) => id).sort();

test("looking at dead letters shows all of them, with their errors, and leaves them there", async () => {
  for (let look = 0; look < 2; look++) {
    const { status, body } = await callApi(handler, "/queues/WorkDlq/messages?limit=100");
    expect(status).toBe(200);
    expect(ids(body)).toEqual(sent.toSorted());
    const dead = body.messages.find(({ id }: { id: string }) => id === sent[7]);
    expect(dead).toMatchObject({
      body: '{"number":"no-7"}',
      attributes: { origin: "test" },
      sourceQueue: "Work",
      attempts: 1,
      lastError: { name: "FactoryRefused", message: "The oven is cold", retryable: false, requestId: "r" },
    });
  }
  const { Attributes: counts } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: dlqUrl, AttributeNames: ["All"] }),
  );
  expect(counts).toMatchObject({
    ApproximateNumberOfMessages: String(total),
    ApproximateNumberOfMessagesNotVisible: "0",
  });
});

test("a look respects its limit", async () => {
  const { body } = await callApi(handler, "/queues/WorkDlq/messages?limit=12");
  expect(body.messages).toHaveLength(12);
});

test("messages are found by their body, id and error", async () => {
  const find = async (text: string) =>
    ids((await callApi(handler, `/queues/WorkDlq/messages?q=${encodeURIComponent(text)}`)).body);
  expect(await find("NO-22")).toEqual([sent[22]]);
  expect(await find(sent[3] ?? "")).toEqual([sent[3]]);
  expect(await find("oven is")).toEqual([sent[7]]);
  expect(await find("nothing like it")).toEqual([]);
});

test("a work queue's messages are not touched", async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl: dlqUrl.replace("WorkDlq", "Work"), MessageBody: "{}" }));
  const { body } = await callApi(handler, "/queues/Work/messages");
  expect(body).toEqual({ messages: [], note: expect.stringContaining("tries") });
});

test("every queue is listed with its numbers and its dead letters", async () => {
  const { body } = await callApi(handler, "/queues");
  expect(body.queues).toEqual([
    expect.objectContaining({
      name: "Work",
      visible: 1,
      inFlight: 0,
      delayed: 0,
      dlq: { name: "WorkDlq", visible: total },
    }),
    expect.objectContaining({ name: "WorkDlq", visible: total, fifo: false }),
  ]);
});

test("stock is listed in the shop's order", async () => {
  const { body } = await callApi(handler, "/stock");
  expect(body.stock[0]).toEqual({
    productId: "glazed",
    name: { en: "Original Glazed", ko: "오리지널 글레이즈드" },
    available: 100,
    owed: 0,
    reserved: 0,
    reorderPoint: 20,
    state: "in_stock",
  });
});

test.each([
  ["/queues/Nothing/messages", 404, undefined],
  ["/queues/WorkDlq/messages?limit=0", 400, "/limit"],
  ["/queues/WorkDlq/messages?limit=many", 400, "/limit"],
  ["/production-orders?cursor=x", 400, "/cursor"],
])("GET %s is answered with a problem", async (path, status, pointer) => {
  const { body, ...answer } = await callApi(handler, path);
  expect(answer.status).toBe(status);
  expect(body.errors?.[0].pointer).toBe(pointer);
});

test.each([
  ["nobody", undefined, 401],
  ["a customer", { groups: [] }, 403],
])("%s sees nothing but the description", async (_, who, status) => {
  for (const path of ["/topology", "/queues", "/queues/WorkDlq/messages", "/stock", "/production-orders", "/nothing"])
    expect((await call(handler, path, who)).status, path).toBe(status);
  expect((await call(handler, "/openapi.json", who)).status).toBe(200);
});

test("a viewer changes nothing, whatever the route", async () => {
  const change = (groups: string[]) => call(handler, "/queues/WorkDlq/purge", { method: "POST", body: {}, groups });
  expect((await change(["viewers"])).status).toBe(403);
});

test("every documented call reaches a function that has it", async () => {
  const { body } = await callApi(handler, "/openapi.json");
  const calls = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      path: path.replaceAll(/\{\w+\}/g, "nothing"),
      method: method.toUpperCase(),
    })),
  );
  expect(calls.length).toBeGreaterThan(20);
  for (const { path, method } of calls) {
    const answer = await call(handler, path, { method, groups: ["operators"], ...(method !== "GET" && { body: {} }) });
    expect(answer.body.type ?? "", `${method} ${path}`).not.toMatch(/\/not-found$/);
    expect(answer.status, `${method} ${path}`).toBeLessThan(500);
  }
});
