import { promote } from "@donut/core/customer/promote";
import { orderPlaced } from "@donut/core/order/events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./customers.ts";
import { handler as me } from "./me.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines(() => ({ VipRule: { units: 100 } }));
  for (const name of ["ann", "bob", "cho"])
    await promote(
      orderPlaced.create({ orderId: `ord_${name}`, email: `${name}@example.com`, lines: [], units: 120, total: 0 }),
    );
});
afterAll(() => engines.stop());

const viewer = { groups: ["viewers"] };

test("viewers see customers, the latest first, with the order that made them VIPs", async () => {
  const first = await callApi(handler, "/customers?limit=2", viewer);
  expect(first.body.customers.map(({ email }: { email: string }) => email)).toEqual([
    "cho@example.com",
    "bob@example.com",
  ]);
  expect(first.body.customers[0]).toMatchObject({ type: "vip", promotion: { orderId: "ord_cho", units: 120 } });
  const second = await callApi(handler, `/customers?limit=2&cursor=${first.body.next}`, viewer);
  expect(second.body.customers).toHaveLength(1);
  expect(second.body.next).toBeUndefined();
});

test.each([
  ["/customers?limit=0", "/limit"],
  ["/customers?limit=101", "/limit"],
  ["/customers?cursor=x", "/cursor"],
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
  const dan = { groups: [], claims: { email: "dan@example.com" } };
  expect((await callApi(me, "/me", dan)).body).toMatchObject({ email: "dan@example.com", type: "normal" });
  expect((await callApi(me, "/me")).status).toBe(401);
});
