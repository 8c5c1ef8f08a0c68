import { orderPlaced } from "@donut/contracts/events/order";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEvent } from "../messaging/event.ts";
import { announced, readAll, startShop } from "../testing.ts";
import { customerIdOf } from "./customer.ts";
import { knownCustomers } from "./known-customers.ts";
import { listCustomers } from "./list.ts";
import { promote } from "./promote.ts";
import { register } from "./register.ts";
import { typeOf } from "./type.ts";

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop({ VipRule: { units: 100 } });
});
afterAll(() => shop.stop());

let customers = 0;
const newEmail = () => `customer-${++customers}@example.com`;
const ordered = (email: string, units: number, at?: string) =>
  createEvent(orderPlaced, { orderId: `ord_${units}`, email, lines: [], units, total: 0 }, at);
const nothingKnown = () => knownCustomers(10);
const stored = async (email: string) => (await readAll("CustomerTable")).filter((it) => it.email === email);

test("a first order makes a normal customer; existing customers stay as they are", async () => {
  const email = newEmail();
  const first = ordered(email, 3, "2026-01-02T00:00:00.000Z");
  expect(await register(first, nothingKnown())).toEqual({ status: "registered" });
  expect(await stored(email)).toMatchObject([{ type: "normal", since: first.at }]);
  for (const at of ["2026-01-01T00:00:00.000Z", "2026-01-03T00:00:00.000Z"])
    expect(await register(ordered(email, 5, at), nothingKnown())).toEqual({ status: "known" });
  expect(await stored(email)).toMatchObject([{ type: "normal", since: first.at }]);
  expect(await typeOf(email)).toBe("normal");
});

test("a VIP promoted before being registered stays a VIP", async () => {
  const email = newEmail();
  const order = ordered(email, 100);
  await promote(order);
  const before = await stored(email);
  expect(await register(order, nothingKnown())).toEqual({ status: "known" });
  expect(await stored(email)).toEqual(before);
});

test("test traffic creates no customers, however large the order", async () => {
  const email = newEmail();
  const order = { orderId: "ord_t", email, lines: [], units: 300, total: 0, test: true };
  const placed = createEvent(orderPlaced, order);
  expect(await register(placed, nothingKnown())).toEqual({ status: "test" });
  expect(await promote(placed)).toEqual({ status: "test" });
  expect(await stored(email)).toEqual([]);
});

test("a cached customer costs no call", async () => {
  const email = newEmail();
  const known = nothingKnown();
  known.add(customerIdOf(email));
  expect(await register(ordered(email, 1), known)).toEqual({ status: "known" });
  expect(await stored(email)).toEqual([]);
});

test("a normal customer who becomes a VIP moves to the top of all customers, and to the VIPs' list", async () => {
  const [first, second] = [newEmail(), newEmail()];
  await register(ordered(first, 1, "2026-03-01T00:00:00.000Z"), nothingKnown());
  await register(ordered(second, 1, "2030-03-02T00:00:00.000Z"), nothingKnown());
  expect(await emails("normal")).toEqual(expect.arrayContaining([second, first]));
  await promote(ordered(first, 100, "2030-03-03T00:00:00.000Z"));
  expect((await emails()).slice(0, 2)).toEqual([first, second]);
  expect((await emails("vip"))[0]).toBe(first);
  expect((await emails("normal"))[0]).toBe(second);
  expect(await emails("normal")).not.toContain(first);
});

test("each type's list is paged, and rejects the other's cursor", async () => {
  for (let nth = 0; nth < 3; nth++) await register(ordered(newEmail(), 1), nothingKnown());
  const all = await emails("normal");
  const first = await listCustomers(2, undefined, "normal");
  if (first.status !== "page") throw new Error("no page");
  const rest = await listCustomers(100, first.next, "normal");
  if (rest.status !== "page") throw new Error("no page");
  expect([...first.customers, ...rest.customers].map(({ email }) => email)).toEqual(all);
  for (const other of [undefined, "vip" as const])
    expect(await listCustomers(2, first.next, other)).toEqual({ status: "bad-cursor" });
});

const delivery = fc.record({
  by: fc.constantFrom(register, promote),
  order: fc.nat(3),
  /** Each environment remembers customers for itself; a new one remembers nobody. */
  environment: fc.nat(2),
  times: fc.integer({ min: 1, max: 3 }),
});
type Delivery = typeof delivery extends fc.Arbitrary<infer D> ? D : never;
const rounds = fc.array(fc.array(delivery, { minLength: 1, maxLength: 5 }), { maxLength: 6 });
const sizes = fc.array(fc.constantFrom(1, 99, 100, 300), { minLength: 4, maxLength: 4 });

test("any order, duplicates, concurrency and redrives: one customer, promoted once if any order is large", {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(rounds, sizes, async (rounds, sizes) => {
      const email = newEmail();
      const orders = sizes.map((units) => ordered(email, units));
      const environments = [0, 1, 2].map(nothingKnown);
      const run = async ({ by, order: nth, environment, times }: Delivery) => {
        const [order, known] = [orders[nth], environments[environment]];
        if (!order || !known) throw new Error("no such order or environment");
        await Promise.all(Array.from({ length: times }, () => by(order, known)));
      };
      for (const round of rounds) await Promise.all(round.map(run));
      // Whatever is not delivered by now is redriven.
      for (const by of [register, promote])
        for (const order of [0, 1, 2, 3]) await run({ by, order, environment: 0, times: 1 });

      const isVip = sizes.some((units) => units >= 100);
      const [found, ...others] = await stored(email);
      expect(others).toEqual([]);
      expect(found).toMatchObject({ id: customerIdOf(email), type: isVip ? "vip" : "normal", kind: "customer" });
      const made = orders.filter(({ at, data }) => at === found?.since && isVip === data.units >= 100);
      expect(made.length).toBeGreaterThan(0);
      const promotions = (await announced()).filter(
        (event) => event.type === "customer.promoted" && event.data.customerId === found?.id,
      );
      expect(promotions.map(({ data }) => data)).toEqual(
        isVip ? [expect.objectContaining(found?.promotion as object)] : [],
      );
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

async function emails(type?: "normal" | "vip"): Promise<string[]> {
  const page = await listCustomers(100, undefined, type);
  if (page.status !== "page") throw new Error("no page");
  return page.customers.map(({ email }) => email);
}
