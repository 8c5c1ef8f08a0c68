import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { sqs } from "@donut/core/aws/clients";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler as factory } from "./factory.ts";
import { handler } from "./lab.ts";

/** The factory's API, as the lab reaches it. */
let door: Server;
let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  door = createServer(async (request, response) => {
    const { method = "GET", url = "/", headers } = request;
    const body = method === "GET" ? undefined : await text(request);
    const answer = await callApi(factory, url, { method, body, headers: headers as Record<string, string> });
    response.writeHead(answer.status ?? 500, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  const { port } = door.address() as { port: number };
  engines = await startEngines((queues) => ({
    LabQueue: { url: `${queues}/LabQueue` },
    LabGroupQueue: { url: `${queues}/LabGroupQueue.fifo` },
    FactoryApi: { url: `http://127.0.0.1:${port}` },
    FactoryApiKey: { value: "the-key" },
  }));
  await sqs.send(new CreateQueueCommand({ QueueName: "LabGroupQueue.fifo", Attributes: { FifoQueue: "true" } }));
  await sqs.send(new CreateQueueCommand({ QueueName: "LabQueue" }));
});
afterAll(async () => {
  door.close();
  await engines.stop();
});

const increment = (body: unknown) => callApi(handler, "/increment", { method: "POST", body });

test.each([
  [1, 2],
  [-1, 0],
  [0.5, 1.5],
  [2 ** 53 - 1, 2 ** 53],
])("%d and one is %d", async (input, output) => {
  expect(await increment({ input })).toMatchObject({ status: 200, body: { output } });
});

test.each([2 ** 53, -(2 ** 53), 1e300, 5e-324, "1", null, undefined, true, [1]])(
  "%j, to which 1 cannot be added exactly or kept, is refused",
  async (input) => {
    const { status, body } = await increment({ input });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: "/input", code: expect.any(String), detail: expect.any(String) }]);
  },
);

test.each([
  [{ input: 2 ** 53 - 1 }, 400],
  [{ input: 2 ** 53 - 2 }, 202],
  [{ input: 2 ** 53 - 100, count: 100 }, 400],
  [{ input: 2 ** 53 - 101, count: 100 }, 202],
  [{ input: -(2 ** 53) + 1 }, 202],
])("%j is sent if each of its numbers, and one more, can be kept", async (body, expected) => {
  const answer = await callApi(handler, "/messages", { method: "POST", body });
  expect(answer.status).toBe(expected);
  if (expected === 400) expect(answer.body.errors).toMatchObject([{ pointer: "/input", code: "exact-range" }]);
});

const grouped = (body: unknown) => callApi(handler, "/grouped-messages", { method: "POST", body });
const listed = async () => (await callApi(handler, "/grouped-messages")).body.messages;

test("a group's messages are sent in order, and a resent one counts as the same", async () => {
  const { status, body } = await grouped({ group: "A", workSeconds: 0, count: 3 });
  expect(status).toBe(202);
  const [first] = body.messages;
  const again = await grouped({ group: "A", workSeconds: 0, deduplicationId: first.id });
  expect(again.body.messages).toMatchObject([{ id: first.id, group: "A", sends: 2 }]);
  expect(await listed()).toHaveLength(3);
});

test.each([
  [{ group: "D" }, "/group"],
  [{ group: "A", workSeconds: 11 }, "/workSeconds"],
  [{ group: "A", count: 11 }, "/count"],
  [{ group: "A", count: 2, deduplicationId: "x" }, "/count"],
  [{ group: "A", deduplicationId: "a b" }, "/deduplicationId"],
  [{ group: "A", lane: 1 }, "/lane"],
])("grouped message %j is refused, and nothing is sent", async (body, pointer) => {
  const before = await listed();
  const answer = await grouped(body);
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toMatchObject([{ pointer }]);
  expect(await listed()).toEqual(before);
});

const operators = ["operators"];
const setFactory = (body: unknown, groups: string[] = operators) =>
  callApi(handler, "/lab/factory", { method: "PUT", body, groups });
const readFactory = (groups: string[] = operators) => callApi(handler, "/lab/factory", { groups });
const order = { id: "po-1", productId: "glazed", quantity: 1, callbackUrl: "http://127.0.0.1:1/completions" };
const orderAt = (path: string, method: string, body: unknown) =>
  callApi(factory, path, { method, body, headers: { "x-api-key": "the-key" } });

test("an operator breaks the factory, which then refuses orders, and mends it", async () => {
  expect((await readFactory()).body).toEqual({ factory: { works: true, productionSeconds: 10 } });
  const broken = await setFactory({ works: false });
  expect(broken).toMatchObject({ status: 200, body: { factory: { works: false } } });
  expect((await orderAt("/production-orders", "POST", order)).status).toBe(422);
  expect((await readFactory()).body.factory.works).toBe(false);

  expect((await setFactory({ works: true })).body.factory.works).toBe(true);
  expect((await orderAt("/production-orders", "POST", order)).status).toBe(202);
});

test("mending also undoes failures that somebody else has set, and keeps the production time", async () => {
  await orderAt("/behaviour", "PUT", { failureRate: 1, latencyMs: 50, productionSeconds: 7 });
  expect((await readFactory()).body.factory.works).toBe(false);
  expect((await setFactory({ works: true })).body.factory).toEqual({ works: true, productionSeconds: 7 });
  expect((await orderAt("/behaviour", "GET", undefined)).body).toMatchObject({ failureRate: 0, latencyMs: 0 });
});

test("a viewer may see whether the factory works but not change it; others may do neither", async () => {
  expect((await readFactory(["viewers"])).status).toBe(200);
  expect((await setFactory({ works: false }, ["viewers"])).status).toBe(403);
  expect((await callApi(handler, "/lab/factory")).status).toBe(401);
  expect((await callApi(handler, "/lab/factory", { method: "PUT", body: { works: false } })).status).toBe(401);
  expect((await readFactory()).body.factory.works).toBe(true);
});

test("a factory that is unreachable is an answer, not a crash", async () => {
  door.closeAllConnections();
  await new Promise((closed) => door.close(closed));
  expect(await readFactory()).toMatchObject({ status: 503, body: { title: "The factory does not answer" } });
  expect((await setFactory({ works: true })).status).toBe(503);
});
