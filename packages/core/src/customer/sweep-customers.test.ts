import { orderPlaced } from "@donut/contracts/events/order";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEvent } from "../messaging/event.ts";
import { announced, startShop } from "../testing.ts";
import { customerIdOf } from "./customer.ts";
import { knownCustomers } from "./known-customers.ts";
import { promote } from "./promote.ts";
import { register } from "./register.ts";
import { sweepCustomers } from "./sweep-customers.ts";
import { typeOf } from "./type.ts";

const minute = 60_000;
let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop({ VipRule: { units: 100 } });
});
afterAll(() => shop.stop());

const ordered = (email: string, units: number) =>
  createEvent(orderPlaced, { orderId: `ord_${email}`, email, lines: [], units, total: 0 });
const sweepIn = (ms: number) => sweepCustomers(Date.now() + 20_000, Date.now() + ms);
const promotions = async (email: string) =>
  (await announced()).filter((it) => it.type === "customer.promoted" && it.data.customerId === customerIdOf(email));

test("a promotion whose message was deleted still happens, once", async () => {
  const order = ordered("mina@example.com", 120);
  await register(order, knownCustomers(10));
  expect(await sweepIn(14 * minute)).toEqual({ promoted: 0, announced: 0 });
  expect(await sweepIn(16 * minute)).toMatchObject({ promoted: 1 });
  expect(await typeOf("mina@example.com")).toBe("vip");
  expect(await promote(order)).toEqual({ status: "vip-already" });
  expect(await promotions("mina@example.com")).toHaveLength(1);
});

test("a remembered customer is also promoted by a later, large order", async () => {
  const known = knownCustomers(10);
  await register(ordered("jun@example.com", 3), known);
  await register(ordered("jun@example.com", 100), known);
  await sweepIn(16 * minute);
  expect(await typeOf("jun@example.com")).toBe("vip");
});

test("an ordinary order leaves nothing for the sweep", async () => {
  await register(ordered("sora@example.com", 99), knownCustomers(10));
  await sweepIn(16 * minute);
  expect(await typeOf("sora@example.com")).toBe("normal");
});

test("a VIP that marketing has not confirmed is announced again, less and less often", async () => {
  const email = "hana@example.com";
  await promote(ordered(email, 200));
  await register(ordered(email, 200), knownCustomers(10));
  expect(await promotions(email)).toHaveLength(1);
  await sweepIn(16 * minute);
  expect(await promotions(email)).toHaveLength(2);
  await sweepIn(40 * minute);
  expect(await promotions(email)).toHaveLength(2);
  await sweepIn(48 * minute);
  expect(await promotions(email)).toHaveLength(3);
});
