import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { orderPlaced } from "@donut/contracts/events/order";
import { customerIdOf } from "@donut/core/customer/customer";
import { knownCustomers } from "@donut/core/customer/known-customers";
import { listCustomers } from "@donut/core/customer/list";
import { notifyMarketing } from "@donut/core/customer/notify-marketing";
import { promote } from "@donut/core/customer/promote";
import { register } from "@donut/core/customer/register";
import { typeOf } from "@donut/core/customer/type";
import { createEvent } from "@donut/core/messaging/event";
import { announced, readAll, startShop } from "@donut/core/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveNotice } from "./notice.ts";

/** The connection to the marketing system, which may lose answers. */
const line = { mode: "up" as "up" | "down" | "loses-answers" };
let server: Server;
let shop: Awaited<ReturnType<typeof startShop>>;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    if (line.mode === "down") {
      response.writeHead(503).end();
      return;
    }
    await receiveNotice({ id: String(request.headers["idempotency-key"]), ...body }, { refuse: false });
    if (line.mode === "loses-answers") {
      response.destroy();
      return;
    }
    response.writeHead(201, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  shop = await startShop({
    VipRule: { units: 100 },
    MarketingApi: { url: `http://127.0.0.1:${port}` },
    MarketingApiKey: { value: "key" },
  });
});
afterAll(async () => {
  await shop.stop();
  server.closeAllConnections();
  server.close();
});

let customers = 0;
const newEmail = () => `customer-${++customers}@example.com`;
const ordered = (email: string, units: number, orderId = "ord_0") =>
  createEvent(orderPlaced, { orderId, email, lines: [], units, total: 0 });
const signal = () => AbortSignal.timeout(20_000);
const eventsOf = async (type: string, id: string) =>
  (await announced()).filter(
    (event) => event.type === type && "customerId" in event.data && event.data.customerId === id,
  );

test("a hundred units make a VIP, fewer do not", async () => {
  const email = newEmail();
  expect(await promote(ordered(email, 99))).toEqual({ status: "too-few-units" });
  expect(await typeOf(email)).toBe("normal");
  expect(await promote(ordered(email, 100, "ord_1"))).toEqual({ status: "promoted" });
  expect(await typeOf(email)).toBe("vip");
  expect(await promote(ordered(email, 500, "ord_2"))).toEqual({ status: "vip-already" });
  expect(await listCustomers(1)).toMatchObject({
    customers: [{ email, type: "vip", promotion: { orderId: "ord_1", units: 100 } }],
  });
});

test("no event contains a customer's address or what marketing was told", async () => {
  const email = newEmail();
  await promote(ordered(email, 100));
  await notifyMarketing(customerIdOf(email), signal());
  expect(JSON.stringify(await announced())).not.toContain(email);
});

test("no notice is sent about unknown or normal customers", async () => {
  expect(await notifyMarketing("cus_nobody", signal())).toEqual({ status: "no-vip" });
  const order = ordered(newEmail(), 1);
  await register(order, knownCustomers(1));
  expect(await notifyMarketing(customerIdOf(order.data.email), signal())).toEqual({ status: "no-vip" });
  expect(await eventsOf("customer.marketing_told", customerIdOf(order.data.email))).toEqual([]);
});

test("customers are listed page by page, the latest first", async () => {
  for (let nth = 0; nth < 3; nth++) await promote(ordered(newEmail(), 100));
  const all = await listCustomers(100);
  const first = await listCustomers(2);
  if (all.status !== "page" || first.status !== "page") throw new Error("no page");
  const second = await listCustomers(100, first.next);
  if (second.status !== "page") throw new Error("no page");
  expect([...first.customers, ...second.customers]).toEqual(all.customers);
  expect(await listCustomers(1, "x")).toEqual({ status: "bad-cursor" });
});

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("order" as const), nth: fc.nat(2), times: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("register" as const),
      nth: fc.nat(2),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("tell" as const), times: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("line" as const), mode: fc.constantFrom("up", "down", "loses-answers") }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test("duplicates, losses and redrives: one promotion and one notice per customer", {
  timeout: 180_000,
}, async () => {
  const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(rounds, async (rounds) => {
      const email = newEmail();
      const id = customerIdOf(email);
      const orders = [100, 101, 300].map((units) => ordered(email, units));
      line.mode = "up";
      for (const round of rounds) await Promise.all(round.map((step) => run(step, orders, id)));
      line.mode = "up";
      await run({ do: "order", nth: 0, times: 1 }, orders, id);
      await run({ do: "register", nth: 0, times: 1 }, orders, id);
      await run({ do: "tell", times: 2 }, orders, id);

      expect(await typeOf(email)).toBe("vip");
      expect(await eventsOf("customer.promoted", id)).toHaveLength(1);
      expect(await eventsOf("customer.marketing_told", id)).toHaveLength(1);
      expect((await readAll("CustomerTable")).filter((it) => it.email === email)).toHaveLength(1);
      const notices = await readAll("MarketingTable");
      expect(notices.filter(({ customerId }) => customerId === id)).toHaveLength(1);
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

async function run(step: Step, orders: ReturnType<typeof ordered>[], id: string): Promise<void> {
  if (step.do === "line") {
    line.mode = step.mode;
    return;
  }
  const order = step.do === "tell" ? undefined : orders[step.nth];
  const effect = () => {
    if (!order) return notifyMarketing(id, signal());
    return step.do === "register" ? register(order, knownCustomers(1)) : promote(order);
  };
  await Promise.all(Array.from({ length: step.times }, effect));
}
