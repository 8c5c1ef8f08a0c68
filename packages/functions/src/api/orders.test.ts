import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { testAddress } from "@donut/contracts/test-traffic";
import { dynamodb } from "@donut/core/aws/clients";
import { transact } from "@donut/core/aws/transact";
import type { StoredOrder } from "@donut/core/order/order";
import { orderPut } from "@donut/core/order/order-writes";
import { noteCleared } from "@donut/core/order-queue/counters";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./orders.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
const viewer = { groups: ["viewers"] };
const idOf = (nth: number) => `ord_${nth.toString(16).padStart(32, "0")}`;
const minute = (nth: number) => `2026-11-28T00:${String(nth).padStart(2, "0")}:00.000Z`;

function orderOf(nth: number, more: Partial<StoredOrder & { waiting: string }> = {}): StoredOrder {
  return {
    id: idOf(nth),
    status: "completed",
    lines: [{ productId: "glazed", quantity: 2, price: 1500 }],
    units: 2,
    total: 3000,
    placedAt: minute(nth),
    email: "mina@example.com",
    correlationId: `request-${nth}`,
    requestHash: "hash",
    ...more,
  };
}

const waits = (number: number) => ({ status: "queued" as const, number, waiting: "queue" });
const short = [{ productId: "injeolmi", requested: 9, available: 1 }];
const given = [
  ...Array.from({ length: 20 }, (_, nth) => orderOf(nth)),
  orderOf(20, { email: "bob@example.com", lines: [{ productId: "injeolmi", quantity: 1, price: 2100 }] }),
  orderOf(21, { status: "rejected", number: 1, short }),
  orderOf(22, { email: testAddress("load-1"), test: true }),
  // The queue was cleared up to here.
  orderOf(23, waits(2)),
  orderOf(24, waits(3)),
  orderOf(25, { email: "bob@example.com", correlationId: "request-20" }),
];

beforeAll(async () => {
  engines = await startEngines((queues) => ({ OrderQueue: { url: `${queues}/OrderQueue` } }));
  for (const order of given) await transact([orderPut(order)]);
  await dynamodb.send(new PutCommand({ TableName: "OrderLineTable", Item: { id: "issued", issued: 2 } }));
  await noteCleared();
});
afterAll(() => engines.stop());

const read = (search: string) => callApi(handler, `/orders?${search}`, viewer);
const found = async (search: string) => numbersIn((await read(search)).body);
const numbersIn = (body: { orders: { id: string }[] }) => body.orders.map(({ id }) => Number.parseInt(id.slice(4), 16));
const allNumbers = given.map((_, nth) => nth).reverse();

test("viewers see all orders, newest first and page by page, with who ordered", async () => {
  expect(await found("limit=100")).toEqual(allNumbers);
  const seen: number[] = [];
  let next: string | undefined;
  do {
    const { status, body } = await read(`limit=4${next ? `&cursor=${next}` : ""}`);
    expect(status).toBe(200);
    expect(body.lookedBackTo).toBeUndefined();
    seen.push(...numbersIn(body));
    next = body.next;
  } while (next);
  expect(seen).toEqual(allNumbers);
  const [latest] = (await read("limit=1")).body.orders;
  expect(latest).toMatchObject({ id: idOf(25), email: "bob@example.com", correlationId: "request-20", units: 2 });
  expect(latest).not.toHaveProperty("requestHash");
});

test("orders are filtered by product, state, time and whether they are tests", async () => {
  expect(await found("product=injeolmi")).toEqual([20]);
  expect(await found("status=completed&limit=3")).toEqual([25, 22, 20]);
  expect(await found("test=true")).toEqual([22]);
  expect(await found("test=false&limit=4")).toEqual([25, 24, 23, 21]);
  expect(await found("from=2026-11-28T00:18:00Z&until=2026-11-28T00:20:00Z")).toEqual([20, 19, 18]);
  expect(await found("from=2026-11-29T00:00:00Z")).toEqual([]);
  expect(await found("product=nothing")).toEqual([]);
});

test("an order that was cleared from the queue counts as rejected, one behind it as queued", async () => {
  expect(await found("status=queued")).toEqual([24]);
  expect(await found("status=rejected")).toEqual([23, 21]);
  const { body } = await read(`q=${idOf(24)}`);
  expect(body.orders[0]).toMatchObject({ status: "queued", number: 3, place: 1 });
});

test.each([
  [idOf(3), [3]],
  [idOf(3).toUpperCase(), [3]],
  ["Bob@Example.com", [25, 20]],
  ["request-20", [25, 20]],
  ["nobody@example.com", []],
  ["request-99", []],
  [idOf(99), []],
  ["two words", []],
])("a search for %s reads once, and finds exactly what has it", async (q, expected) => {
  const calls = vi.spyOn(dynamodb, "send");
  expect(await found(`q=${encodeURIComponent(q)}`)).toEqual(expected);
  const { length } = calls.mock.calls;
  calls.mockRestore();
  expect(length).toBe(q.includes(" ") ? 0 : 1);
});

test("search results are filtered and paged as well", async () => {
  expect(await found("q=bob@example.com&product=injeolmi")).toEqual([20]);
  const first = (await read("q=mina@example.com&limit=2&status=completed")).body;
  expect(numbersIn(first)).toEqual([19, 18]);
  expect(await found(`q=mina@example.com&limit=2&status=completed&cursor=${first.next}`)).toEqual([17, 16]);
  for (const other of ["", "q=bob@example.com&", "status=queued&", "q=request-1&", "until=2026-11-27T00:00:00Z&"])
    expect((await read(`${other}cursor=${first.next}`)).status).toBe(400);
});

test("a customer's orders are added up: only what was sold counts", async () => {
  const { body } = await callApi(handler, "/order-totals?email=Mina@example.com", viewer);
  expect(body.totals).toEqual({
    orders: 23,
    sold: 20,
    units: 40,
    total: 60_000,
    first: minute(0),
    last: minute(24),
    complete: true,
  });
  const nobody = await callApi(handler, "/order-totals?email=nobody@example.com", viewer);
  expect(nobody.body.totals).toMatchObject({ orders: 0, units: 0 });
});

test.each([
  ["/orders?limit=0", "/limit"],
  ["/orders?limit=101", "/limit"],
  ["/orders?cursor=x", "/cursor"],
  ["/orders?status=sold", "/status"],
  ["/orders?q=", "/q"],
  ["/orders?test=yes", "/test"],
  ["/orders?from=yesterday", "/from"],
  ["/orders?until=2026-11-28", "/until"],
  ["/order-totals", "/email"],
  ["/order-totals?email=mina", "/email"],
])("GET %s is answered with a problem", async (path, pointer) => {
  const { status, body } = await callApi(handler, path, viewer);
  expect(status).toBe(400);
  expect(body.errors[0].pointer).toBe(pointer);
});

test("only operators and viewers see orders", async () => {
  expect((await callApi(handler, "/orders", { groups: [] })).status).toBe(403);
  expect((await callApi(handler, "/orders")).status).toBe(401);
});
