import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./marketing.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines(() => ({ MarketingApiKey: { value: "the-key" } }));
});
afterAll(() => engines.stop());

const key = { "x-api-key": "the-key" };
const notice = {
  customerId: "cus_1",
  email: "mina@example.com",
  customerType: "vip",
  since: "2026-11-20T12:00:00.000Z",
};
const post = (body: unknown, id = "cus_1:vip") =>
  callApi(handler, "/notices", { method: "POST", body, headers: { ...key, "idempotency-key": id } });
const put = (body: unknown) => callApi(handler, "/behaviour", { method: "PUT", body, headers: key });

beforeEach(() => put({ latencyMs: 0, failureRate: 0, refuse: false }));

test("every call needs the key", async () => {
  for (const path of ["/notices/x", "/behaviour"])
    expect((await callApi(handler, path, { headers: { "x-api-key": "the-kex" } })).status).toBe(401);
});

test("a notice is accepted once; a repeat gets the same answer, a different one under its key is refused", async () => {
  const results = await Promise.all(Array.from({ length: 5 }, () => post(notice)));
  expect(results.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
  for (const { body } of results) expect(body).toEqual(results[0]?.body);
  expect((await post({ ...notice, email: "other@example.com" })).status).toBe(409);
  expect((await callApi(handler, "/notices/cus_1:vip", { headers: key })).body).toEqual(results[0]?.body);
});

test("a change of behaviour takes effect at once", async () => {
  await put({ failureRate: 1 });
  expect([500, 503]).toContain((await post(notice, "failing")).status);
  await put({ failureRate: 0, refuse: true });
  expect((await post(notice, "refused")).status).toBe(422);
  await put({ refuse: false });
  for (const id of ["failing", "refused"])
    expect((await callApi(handler, `/notices/${id}`, { headers: key })).status).toBe(404);
});

test("only the factory's behaviour knows of productions", async () => {
  const { status, body } = await put({ productionSeconds: 1 });
  expect(status).toBe(400);
  expect(body.errors).toEqual([{ pointer: "/productionSeconds", code: "unknown-field", detail: "is not known here" }]);
});

test.each([
  [{ ...notice, email: "mina" }, "/email"],
  [{ ...notice, customerType: "king" }, "/customerType"],
  [{ ...notice, since: "today" }, "/since"],
  [{ ...notice, customerId: "" }, "/customerId"],
])("%j is answered with what is wrong", async (body, pointer) => {
  const answer = await post(body, "wrong");
  expect(answer.status).toBe(400);
  expect(answer.body.errors[0].pointer).toBe(pointer);
});

test("a notice needs an idempotency key", async () => {
  const answer = await callApi(handler, "/notices", { method: "POST", body: notice, headers: key });
  expect(answer.status).toBe(400);
  expect(answer.body.errors[0].pointer).toBe("/idempotency-key");
});
