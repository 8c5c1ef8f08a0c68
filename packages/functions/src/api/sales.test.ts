import { createHash } from "node:crypto";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { customerMarketingTold, customerPromoted } from "@donut/contracts/events/customer";
import { stockDepleted } from "@donut/contracts/events/stock";
import { sqs } from "@donut/core/aws/clients";
import { customerIdOf } from "@donut/core/customer/customer";
import { recordSteps } from "@donut/core/journey/journey";
import { createEvent } from "@donut/core/messaging/event";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./sales.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
let orderQueue = "";
beforeAll(async () => {
  engines = await startEngines((queues) => ({ OrderQueue: { url: `${queues}/Orders.fifo` } }));
  const created = await sqs.send(
    new CreateQueueCommand({ QueueName: "Orders.fifo", Attributes: { FifoQueue: "true" } }),
  );
  orderQueue = created.QueueUrl ?? "";
});
const queued = async () => (await sqs.send(new ReceiveMessageCommand({ QueueUrl: orderQueue }))).Messages ?? [];
afterAll(() => engines.stop());

const customer = { email: " Mina@Example.com " };
const order = (lines: unknown, more: object = {}) => ({ lines, customer, ...more });
const post = (body: unknown, headers = {}) => callApi(handler, "/orders", { method: "POST", body, headers });
const stockOf = async (productId: string) => {
  const { body } = await callApi(handler, "/products");
  return body.products.find(({ id }: { id: string }) => id === productId).stock;
};

test("the catalogue is complete, and may be cached for a second", async () => {
  const { headers, body } = await callApi(handler, "/products");
  expect(headers["cache-control"]).toBe("public, max-age=1");
  expect(body.products.length).toBeGreaterThanOrEqual(8);
  expect(body.products[0]).toMatchObject({
    id: "glazed",
    name: { en: "Original Glazed", ko: "오리지널 글레이즈드" },
    price: 1500,
    image: "/drawings/glazed.svg",
    stock: { available: 100, state: "in_stock" },
  });
});

test("an order is placed and can be read; its customer stays private", async () => {
  const { status, body, headers } = await post(order([{ productId: "glazed", quantity: 2 }]), {
    "x-correlation-id": "journey-1",
  });
  expect(status).toBe(201);
  expect(headers).toMatchObject({ "x-correlation-id": "journey-1", "x-request-id": expect.any(String) });
  expect(body.order).toEqual({
    id: expect.stringMatching(/^ord_[0-9a-f]{32}$/),
    status: "completed",
    lines: [{ productId: "glazed", quantity: 2, price: 1500 }],
    units: 2,
    total: 3000,
    placedAt: expect.any(String),
  });
  const { order: kept, timeline } = (await callApi(handler, `/orders/${body.order.id}`)).body;
  expect(kept).toEqual(body.order);
  expect(timeline).toEqual([
    { at: body.order.placedAt, type: "order.placed", detail: { orderId: body.order.id, units: 2, total: 3000 } },
  ]);
  expect((await callApi(handler, "/orders/ord_nothing")).status).toBe(404);
});

test("a timeline contains nothing that confirms a guessed e-mail", async () => {
  const headers = { "x-correlation-id": "promotion-1" };
  const { order: placed } = (await post(order([{ productId: "glazed", quantity: 1 }]), headers)).body;
  const detail = { customerType: "vip" as const, orderId: placed.id, units: 100 };
  const promoted = createEvent(customerPromoted, { ...detail, customerId: customerIdOf("mina@example.com") });
  await recordSteps([{ ...promoted, correlationId: "promotion-1" }]);
  const { timeline } = (await callApi(handler, `/orders/${placed.id}`)).body;
  expect(timeline[1]).toEqual({ at: promoted.at, type: "customer.promoted", detail });
});

test("choosing the correlation id of somebody else's order reveals nothing about it", async () => {
  const headers = { "x-correlation-id": "shared" };
  const { order: victims } = (await post(order([{ productId: "glazed", quantity: 1 }]), headers)).body;
  const vip = { customerId: customerIdOf("mina@example.com"), customerType: "vip" as const };
  const depleted = { shortageId: "s", productId: "glazed", quantity: 100, available: 9 };
  const steps = [
    createEvent(customerPromoted, { ...vip, orderId: victims.id, units: 100 }),
    createEvent(customerMarketingTold, vip),
    createEvent(stockDepleted, depleted),
  ];
  await recordSteps(steps.map((step) => ({ ...step, correlationId: "shared" })));
  const typesOf = async (id: string) =>
    (await callApi(handler, `/orders/${id}`)).body.timeline.map(({ type }: { type: string }) => type);

  const body = { lines: [{ productId: "matcha-ring", quantity: 1 }], customer: { email: "eve@example.com" } };
  const { order: own } = (await post(body, headers)).body;
  expect(await typesOf(own.id)).toEqual(["order.placed"]);
  expect(await typesOf(victims.id)).toEqual(["order.placed", ...steps.map(({ type }) => type)]);
});

test("the same key is the same order, whatever the e-mail's case", async () => {
  const headers = { "idempotency-key": "cart-1" };
  const first = await post(order([{ productId: "injeolmi", quantity: 1 }]), headers);
  const body = { ...order([{ productId: "injeolmi", quantity: 1 }]), customer: { email: "mina@example.com" } };
  const again = await post(body, headers);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  const other = await post(order([{ productId: "injeolmi", quantity: 2 }]), headers);
  expect(other).toMatchObject({ status: 422, body: { type: expect.stringMatching(/\/idempotency-key-reused$/) } });
  expect((await stockOf("injeolmi")).available).toBe(59);
});

test("an order's id cannot be derived from its key", async () => {
  const headers = { "idempotency-key": "my-first" };
  const { id } = (await post(order([{ productId: "glazed", quantity: 1 }]), headers)).body.order;
  for (const text of ["my-first", "order:my-first"]) {
    const guess = createHash("sha256").update(text).digest("hex").slice(0, 32);
    expect(id).not.toBe(`ord_${guess}`);
  }
});

test("a product named twice is bought in the combined quantity", async () => {
  const line = { productId: "matcha-ring", quantity: 2 };
  const { body } = await post(order([line, line]));
  expect(body.order).toMatchObject({ units: 4, lines: [{ productId: "matcha-ring", quantity: 4 }] });
});

test("short products are named, and nothing is sold", async () => {
  const { status, body } = await post(
    order([
      { productId: "hoyong-special", quantity: 21 },
      { productId: "boston-cream", quantity: 1 },
    ]),
  );
  expect(status).toBe(409);
  expect(body.type).toMatch(/\/out-of-stock$/);
  expect(body.short).toEqual([{ productId: "hoyong-special", requested: 21, available: 20 }]);
  expect(await stockOf("hoyong-special")).toEqual({ available: 20, state: "in_stock" });
  expect((await stockOf("boston-cream")).available).toBe(60);
});

test("an unknown product is named", async () => {
  const { status, body } = await post(
    order([
      { productId: "glazed", quantity: 1 },
      { productId: "bagel", quantity: 1 },
    ]),
  );
  expect(status).toBe(404);
  expect(body.errors).toEqual([{ pointer: "/lines/1/productId", code: "unknown-product", detail: expect.any(String) }]);
});

const line = { productId: "glazed", quantity: 1 };
test.each([
  ["no lines", order([]), "/lines"],
  ["lines that are no list", order("glazed"), "/lines"],
  ["no quantity", order([{ productId: "glazed" }]), "/lines/0/quantity"],
  ["a quantity of zero", order([line, { ...line, quantity: 0 }]), "/lines/1/quantity"],
  ["half a donut", order([{ ...line, quantity: 1.5 }]), "/lines/0/quantity"],
  ["a quantity in words", order([{ ...line, quantity: "1" }]), "/lines/0/quantity"],
  ["more than 1000", order([{ ...line, quantity: 1001 }]), "/lines/0/quantity"],
  ["more than 1000 in two lines", order([{ ...line, quantity: 1000 }, line]), "/lines/1/quantity"],
  ["a bad e-mail", order([line], { customer: { email: "mina" } }), "/customer/email"],
  ["no customer", { lines: [line] }, "/customer"],
  [
    "half of a surrogate pair",
    order([line], { customer: { email: "a@example.com", name: "Pat \ud83c" } }),
    "/customer/name",
  ],
  ["a list", [], ""],
  ["bad JSON", "{lines", ""],
  ["nothing", "", ""],
])("%s: 400 that points there, and nothing changes", async (_, body, pointer) => {
  const before = await stockOf("glazed");
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  expect(await stockOf("glazed")).toEqual(before);
});

test("an invalid queued order is refused at once, and never reaches the order queue", async () => {
  const name = "Pat \ud83c";
  const answer = await post(order([line], { customer: { email: "pat@example.com", name } }), {
    prefer: "respond-async",
  });
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toEqual([
    { pointer: "/customer/name", code: "ill-formed", detail: expect.stringContaining("surrogate") },
  ]);
  expect(await queued()).toEqual([]);
});

test("a customer sees their own orders, newest first, page by page", async () => {
  const placed: string[] = [];
  const buyer = { customer: { email: "ann@example.com" } };
  for (let number = 0; number < 5; number++)
    placed.unshift((await post(order([{ productId: "black-sesame", quantity: 1 }], buyer))).body.order.id);

  const ann = { groups: [], claims: { email: "Ann@example.com", name: "Ann" } };
  const first = (await callApi(handler, "/me/orders?limit=3", ann)).body;
  const second = (await callApi(handler, `/me/orders?limit=3&cursor=${first.next}`, ann)).body;
  expect([...first.orders, ...second.orders].map(({ id }) => id)).toEqual(placed);
  expect(second.next).toBeUndefined();
  expect(first.orders[0]).not.toHaveProperty("email");

  const stranger = { groups: [], claims: { email: "bob@example.com" } };
  expect((await callApi(handler, "/me/orders", stranger)).body).toEqual({ orders: [] });
  expect((await callApi(handler, `/me/orders?cursor=${first.next}`, stranger)).status).toBe(400);
});

test("without signing in there are no orders", async () => {
  expect((await callApi(handler, "/me/orders")).status).toBe(401);
});
