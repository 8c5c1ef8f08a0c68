import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readStockItem } from "../stock/stock-item.ts";
import { announced, newProducts, readAll, startShop } from "../testing.ts";
import { handOut } from "./hand-out.ts";
import { storeDeliveries } from "./store.ts";
import { orderKey, readStoredOrder } from "./stored-order.ts";
import { arrival, type OrderState, shop } from "./testing.ts";

let database: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  database = await startShop();
});
afterAll(() => database.stop());

let orders = 0;
const newId = () => `62${String(++orders).padStart(12, "0")}`;
const soon = () => Date.now() + 30_000;
const initial = 20;

const state = fc.record({
  pieces: fc.tuple(fc.nat(30), fc.nat(30)),
  cancelled: fc.boolean(),
  /** Whether it came in the same second as the previous one. */
  sameSecond: fc.boolean(),
});
/** Which state is delivered, under its own event id or that of an earlier delivery of the same state. */
const delivery = fc.record({ nth: fc.nat(5), again: fc.boolean() });
const histories = fc.record({
  states: fc.array(state, { minLength: 1, maxLength: 6 }),
  rounds: fc.array(fc.array(fc.array(delivery, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), {
    maxLength: 4,
  }),
  /** When the last state arrives, which is never lost. */
  lastFirst: fc.boolean(),
});

test("any order, duplicates, concurrency, losses made up for: the same stock, taken and owed units", {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(histories, async ({ states, rounds, lastFirst }) => {
      const products = await newProducts(2, initial);
      const id = newId();
      let second = 0;
      const history: OrderState[] = states.map(({ pieces, cancelled, sameSecond }, index) => {
        if (!sameSecond) second++;
        const [a = "", b = ""] = products.map((product) => product.id);
        return { id, second, nanos: index + 1, pieces: { [a]: pieces[0], [b]: pieces[1] }, cancelled };
      });
      const last = history.at(-1) as OrderState;
      const send = async (deliveries: { nth: number; again: boolean }[]) => {
        const envelopes = deliveries.map(({ nth, again }) => {
          const index = nth % history.length;
          return arrival(history[index] as OrderState, again ? { eventId: `${id}-${index}` } : {});
        });
        expect(await storeDeliveries(envelopes, soon())).toEqual(envelopes.map(() => true));
      };
      const sendLast = () => send([{ nth: history.length - 1, again: true }]);
      if (lastFirst) await sendLast();
      // The batches of a round are handled at the same time.
      for (const round of rounds) {
        await Promise.all(round.map(send));
        await expectConserved();
      }
      if (!lastFirst) await sendLast();
      for (const product of products) expect(await handOut(product.id, soon())).toBe(true);
      await expectConserved();

      const order = await readStoredOrder(orderKey(shop, id));
      for (const product of products) {
        const wanted = last.cancelled ? 0 : (last.pieces[product.id] ?? 0);
        const taken = Math.min(wanted, initial);
        expect(order?.taken[product.id] ?? 0).toBe(taken);
        expect(order?.owed[product.id] ?? 0).toBe(wanted - taken);
        const { available, owed = 0, reserved = 0 } = (await readStockItem(product.id)) ?? {};
        expect({ available, owed, reserved }).toEqual({
          available: initial - taken,
          owed: wanted - taken,
          reserved: 0,
        });
      }
      const entries = (await readAll("ShopifyOpenTable")).filter((entry) => entry.orderKey === orderKey(shop, id));
      expect(entries.map(({ about, quantity }) => [about, quantity]).sort()).toEqual(
        Object.entries(order?.owed ?? {}).sort(),
      );
      const news = (await announced()).flatMap((event) =>
        event.type === "shopify.order_stored" && event.data.orderId === id ? [event.data] : [],
      );
      expect(news.filter(({ change }) => change === "new")).toHaveLength(1);
      expect(news.at(-1)).toMatchObject({ state: last.cancelled ? "cancelled" : "open" });

      async function expectConserved() {
        const { taken = {}, owed: due = {} } = (await readStoredOrder(orderKey(shop, id))) ?? {};
        for (const product of products) {
          const { available = 0, owed = 0, reserved = 0 } = (await readStockItem(product.id)) ?? {};
          expect(available).toBeGreaterThanOrEqual(0);
          expect(available + reserved + (taken[product.id] ?? 0)).toBe(initial);
          expect(owed).toBe(due[product.id] ?? 0);
        }
      }
    }),
    { numRuns: 40, endOnFailure: true },
  );
});
