import { orderPlaced } from "@donut/contracts/events/order";
import { knownCustomers } from "@donut/core/customer/known-customers";
import { promote } from "@donut/core/customer/promote";
import { register } from "@donut/core/customer/register";
import { createEvent } from "@donut/core/messaging/event";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./customers.ts";
import { handler as me } from "./me.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
let seconds = 0;
beforeAll(async () => {
  engines = await startEngines(() => ({ VipRule: { units: 100 } }));
  for (const [name, units] of [
    ["ann", 120],
    ["eve", 2],
    ["bob", 120],
    ["cho", 120],
    ["fay", 2],
  ] as const) {
    const order = { orderId: `ord_${name}`, email: `${name}@example.com`, lines: [], units, total: 0 };
    const placed = createEvent(orderPlaced, order, `2026-01-01T00:00:0${seconds++}.000Z`);
    await register(placed, knownCustomers(1));
    await promote(placed);
  }
});
afterAll(() => engines.stop());

const viewer = { groups: ["viewers"] };

const namesIn = (body: { customers: { email: string }[] }) => body.customers.map(({ email }) => email.split("@")[0]);

test("viewers see customers, the latest first, with the order that made them VIPs", async () => {
  const first = await callApi(handler, "/customers?limit=2", viewer);
  expect(namesIn(first.body)).toEqual(["fay", "cho"]);
  const [normal, vip] = first.body.customers;
  expect(normal).toMatchObject({ type: "normal", since: "2026-01-01T00:00:04.000Z" });
  expect(normal.promotion).toBeUndefined();
  expect(vip).toMatchObject({ type: "vip", promotion: { orderId: "ord_cho", units: 120 } });
  const second = await callApi(handler, `/customers?limit=2&cursor=${first.body.next}`, viewer);
  const third = await callApi(handler, `/customers?limit=2&cursor=${second.body.next}`, viewer);
  expect(namesIn({ customers: [...second.body.customers, ...third.body.customers] })).toEqual(["bob", "eve", "ann"]);
  expect(third.body.next).toBeUndefined();
});

test("a type's customers are listed by themselves, page by page", async () => {
  const first = await callApi(handler, "/customers?type=vip&limit=2", viewer);
  expect(namesIn(first.body)).toEqual(["cho", "bob"]);
  const second = await callApi(handler, `/customers?type=vip&limit=2&cursor=${first.body.next}`, viewer);
  expect(namesIn(second.body)).toEqual(["ann"]);
  expect(second.body.next).toBeUndefined();
  expect(namesIn((await callApi(handler, "/customers?type=normal", viewer)).body)).toEqual(["fay", "eve"]);
  const other = await callApi(handler, `/customers?type=normal&cursor=${first.body.next}`, viewer);
  expect(other).toMatchObject({ status: 400, body: { errors: [{ pointer: "/cursor" }] } });
});

test("a customer is found by the whole address, in any case", async () => {
  const find = async (search: string) => namesIn((await callApi(handler, `/customers?${search}`, viewer)).body);
  expect(await find("email=Cho@Example.com")).toEqual(["cho"]);
  expect(await find("email=cho@example.com&type=normal")).toEqual([]);
  expect(await find("email=nobody@example.com")).toEqual([]);
});

test.each([
  ["/customers?email=cho", "/email"],
  ["/customers?limit=0", "/limit"],
  ["/customers?limit=101", "/limit"],
  ["/customers?cursor=x", "/cursor"],
  ["/customers?type=gold", "/type"],
  ["/customers?type=", "/type"],
])("GET %s is answered with a problem", async (path, pointer) => {
  const { status, body } = await callApi(handler, path, viewer);
  expect(status).toBe(400);
  expect(body.errors[0].pointer).toBe(pointer);
});

test("customers do not see each other, but themselves", async () => {
  expect((await callApi(handler, "/customers", { groups: [] })).status).toBe(403);
  expect((await callApi(handler, "/customers")).status).toBe(401);
  const ann = { groups: [], claims: { email: "Ann@example.com", name: "Ann" } };
  expect((await callApi(me, "/me", ann)).body).toEqual({ email: "ann@example.com", name: "Ann", type: "vip" });
  const eve = { groups: [], claims: { email: "eve@example.com" } };
  expect((await callApi(me, "/me", eve)).body).toMatchObject({ email: "eve@example.com", type: "normal" });
  const dan = { groups: [], claims: { email: "dan@example.com" } };
  expect((await callApi(me, "/me", dan)).body).toMatchObject({ email: "dan@example.com", type: "normal" });
  expect((await callApi(me, "/me")).status).toBe(401);
});
