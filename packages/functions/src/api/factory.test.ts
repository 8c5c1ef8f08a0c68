import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./factory.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines(() => ({ FactoryApiKey: { value: "the-key" } }));
});
afterAll(() => engines.stop());

const headers = { "x-api-key": "the-key" };
const calm = { latencyMs: 0, failureRate: 0, refuse: false, productionSeconds: 10, productionFailureRate: 0 };
const order = { id: "po-1", productId: "glazed", quantity: 100, callbackUrl: "http://127.0.0.1:1/completions" };
const post = (body: unknown) => callApi(handler, "/production-orders", { method: "POST", body, headers });
const put = (body: unknown) => callApi(handler, "/behaviour", { method: "PUT", body, headers });

beforeEach(() => put(calm));

test("every call needs the key", async () => {
  for (const [method, path] of [
    ["POST", "/production-orders"],
    ["GET", "/production-orders/x"],
    ["GET", "/behaviour"],
    ["PUT", "/behaviour"],
  ] as const)
    for (const wrong of [undefined, { "x-api-key": "the-kex" }, { "x-api-key": "" }])
      expect(
        (await callApi(handler, path, { method, body: method === "GET" ? undefined : {}, headers: wrong })).status,
      ).toBe(401);
});

test("an order is accepted once; a repeat gets the same answer, a different one under its id is refused", async () => {
  const results = await Promise.all(Array.from({ length: 5 }, () => post(order)));
  expect(results.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 202]);
  const [first] = results;
  expect(first?.body.productionOrder).toEqual({ id: "po-1", status: "accepted", expectedAt: expect.any(String) });
  for (const { body } of results) expect(body).toEqual(first?.body);
  expect((await post({ ...order, quantity: 1 })).status).toBe(409);
  const kept = await callApi(handler, "/production-orders/po-1", { headers });
  expect(kept.body).toEqual(first?.body);
});

test("a production is expected to end after the production time", async () => {
  await put({ productionSeconds: 60 });
  const { body } = await post({ ...order, id: "po-2" });
  const seconds = (Date.parse(body.productionOrder.expectedAt) - Date.now()) / 1000;
  expect(seconds).toBeGreaterThan(55);
  expect(seconds).toBeLessThanOrEqual(60);
});

test("a change of behaviour takes effect at once", async () => {
  expect((await put({ failureRate: 1 })).body).toEqual({ ...calm, failureRate: 1 });
  expect([500, 503]).toContain((await post({ ...order, id: "po-3" })).status);
  expect((await callApi(handler, "/behaviour", { headers })).body).toEqual({ ...calm, failureRate: 1 });
  await put({ failureRate: 0, refuse: true });
  const refused = await post({ ...order, id: "po-3" });
  expect((await post(order)).status).toBe(200);
  expect(refused).toMatchObject({ status: 422, body: { type: expect.stringMatching(/\/refused$/) } });
  await put({ refuse: false });
  expect((await callApi(handler, "/production-orders/po-3", { headers })).status).toBe(404);
});

test.each([
  [{ latencyMs: -1 }, "/latencyMs"],
  [{ latencyMs: 1.5 }, "/latencyMs"],
  [{ failureRate: 1.01 }, "/failureRate"],
  [{ refuse: "no" }, "/refuse"],
  [{ productionSeconds: 901 }, "/productionSeconds"],
  [{ mood: "good" }, "/mood"],
])("behaviour %j is refused and changes nothing", async (wrong, pointer) => {
  const { status, body } = await put({ productionSeconds: 5, ...wrong });
  expect(status).toBe(400);
  expect(body.errors[0].pointer).toBe(pointer);
  expect((await callApi(handler, "/behaviour", { headers })).body).toEqual(calm);
});

test.each([
  [{ ...order, quantity: 0 }, "/quantity"],
  [{ ...order, callbackUrl: "file:///etc/passwd" }, "/callbackUrl"],
  [{ ...order, id: undefined }, "/id"],
])("order %j is refused", async (wrong, pointer) => {
  const { status, body } = await post(wrong);
  expect(status).toBe(400);
  expect(body.errors[0].pointer).toBe(pointer);
});
