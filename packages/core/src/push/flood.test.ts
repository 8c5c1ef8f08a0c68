import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { shopifyOrderStored } from "@donut/contracts/events/shopify";
import { pushLimits } from "@donut/contracts/push";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { createEvent } from "../messaging/event.ts";
import { announced, readAll, startShop } from "../testing.ts";
import { closeDigest, isOvertaken } from "./digest.ts";
import type { FloodNotice, Notice } from "./notice.ts";
import { notifyOfOrders } from "./notify.ts";

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());
beforeEach(async () => {
  for (const table of ["PushTable", "OutboxTable"])
    for (const { pk, id } of await readAll(table))
      await dynamodb.send(new DeleteCommand({ TableName: table, Key: pk === undefined ? { id } : { pk } }));
});

let orders = 0;
const stored = (more: Partial<z.infer<typeof shopifyOrderStored.schema>["data"]> = {}) =>
  createEvent(shopifyOrderStored, {
    shop: "s",
    orderId: String(++orders),
    name: `#${orders}`,
    change: "new",
    state: "open",
    total: { amount: "1000", currency: "KRW" },
    units: { glazed: 2 },
    owed: {},
    unmapped: 0,
    ...more,
  });

const giveUpAt = () => Date.now() + 5_000;
const notifyOfOrder = async (event: ReturnType<typeof stored>) => (await notifyOfOrders([event], giveUpAt()))[0];

const digests = async () =>
  (await announced()).flatMap((event) => (event.type === "push.digest_opened" ? [event.data.digestId] : []));

async function closeAll(now: number): Promise<Notice[]> {
  const closed = [];
  for (const id of await digests()) closed.push(await closeDigest(id, now));
  return closed.flatMap((it) => (it.status === "closed" ? it.notices : []));
}

/** The orders a device would have been notified of in the end, and how many were grouped. */
function toldIn(notices: Notice[]) {
  const single = notices.flatMap((it) => (it.kind === "order" ? [it.orderId] : []));
  const floods = new Map<string, FloodNotice>();
  for (const it of notices) if (it.kind === "flood") floods.set(it.floodId, it);
  return { single, floods: [...floods.values()] };
}

test("five orders are pushed one by one; a sixth at the same time makes it one notification", async () => {
  for (let n = 0; n < pushLimits.oneByOne; n++) await notifyOfOrder(stored());
  expect(await digests()).toHaveLength(1);
  expect((await closeAll(0)).map(({ kind }) => kind)).toEqual(Array(5).fill("order"));

  for (let n = 0; n < 14; n++) await notifyOfOrder(stored());
  expect(await digests()).toHaveLength(2);
  const notices = (await closeAll(3_600_000)).filter(({ kind }) => kind === "flood");
  expect(notices).toMatchObject([{ counts: { new: 14 }, totals: { KRW: 14_000_000 } }]);
});

test("orders in quick succession are a flood as well, and an ongoing flood is one notification", async () => {
  const now = Date.now();
  for (let n = 0; n < 3; n++) await notifyOfOrder(stored());
  expect((await closeAll(now)).map(({ kind }) => kind)).toEqual(["order", "order", "order"]);
  for (let n = 0; n < 3; n++) await notifyOfOrder(stored());
  const first = (await closeAll(now + 3_000)).at(-1);
  expect(first).toMatchObject({ kind: "flood", counts: { new: 3 } });
  await notifyOfOrder(stored({ total: { amount: "9.90", currency: "USD" } }));
  const second = (await closeAll(now + 6_000)).at(-1);
  expect(second).toMatchObject({ kind: "flood", counts: { new: 4 }, totals: { KRW: 3_000_000, USD: 9_900 } });
  expect((second as FloodNotice).floodId).toBe((first as FloodNotice).floodId);
  expect(await isOvertaken(first as FloodNotice)).toBe(true);
  expect(await isOvertaken(second as FloodNotice)).toBe(false);
  await notifyOfOrder(stored());
  expect((await closeAll(now + 60_000)).at(-1)).toMatchObject({ kind: "order" });
});

test("changes to an order are not pushed; a cancellation is, and does not count as a new order", async () => {
  expect(await notifyOfOrder(stored({ change: "changed" }))).toEqual({ status: "no-news" });
  expect(await digests()).toEqual([]);
  const orderId = "cancelled-later";
  for (let n = 0; n < 6; n++) await notifyOfOrder(stored());
  await notifyOfOrder(stored({ orderId, change: "changed", state: "cancelled" }));
  expect(await notifyOfOrder(stored({ orderId, change: "changed", state: "cancelled" }))).toEqual({
    status: "repeated",
  });
  await notifyOfOrder(stored({ state: "test" }));
  expect(await closeAll(Date.now())).toMatchObject([
    { counts: { new: 6, cancelled: 1, test: 1 }, totals: { KRW: 6_000_000 } },
  ]);
});

test("an unknown digest is ignored", async () => {
  expect(await closeDigest("unknown")).toEqual({ status: "closed", notices: [] });
});

/** Events in any order and at any time: orders arrive, possibly again, and digests are closed, possibly again. */
const happenings = fc.array(
  fc.record({
    orders: fc.array(fc.nat(25), { maxLength: 14 }),
    afterMs: fc.constantFrom(0, 1_000, 4_000, 11_000),
    batchSize: fc.constantFrom(1, 3, 10),
    closeMeanwhile: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

test("any order, duplicates, concurrency: each order is pushed exactly once", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(happenings, async (steps) => {
      run++;
      let now = run * 10_000_000;
      const came = new Map<string, ReturnType<typeof stored>>();
      const notices: Notice[] = [];
      const known = new Set(await digests());
      const close = async () => {
        const open = (await digests()).filter((id) => !known.has(id));
        for (const id of open) {
          const [once, again] = await Promise.all([closeDigest(id, now), closeDigest(id, now)]);
          expect(again).toEqual(once);
          if (once.status === "closed") notices.push(...once.notices);
          known.add(id);
        }
      };
      for (const { orders: numbers, afterMs, batchSize, closeMeanwhile } of steps) {
        now += afterMs;
        const events = numbers.map((n) => {
          const orderId = `${run}-${n}`;
          const event = came.get(orderId) ?? stored({ orderId });
          came.set(orderId, event);
          return event;
        });
        const batches = Array.from({ length: Math.ceil(events.length / batchSize) }, (_, n) =>
          notifyOfOrders(events.slice(n * batchSize, (n + 1) * batchSize), giveUpAt()),
        );
        await Promise.all([...batches, ...(closeMeanwhile ? [close()] : [])]);
        await close();
      }
      const { single, floods } = toldIn(notices);
      expect(new Set(single).size).toBe(single.length);
      const inFloods = floods.reduce((sum, { counts }) => sum + counts.new, 0);
      expect(single.length + inFloods).toBe(came.size);
      for (const { counts, totals } of floods) expect(totals.KRW).toBe(counts.new * 1_000_000);
    }),
    { numRuns: 15 },
  );
});
