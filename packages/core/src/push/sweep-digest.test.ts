import { shopifyOrderStored } from "@donut/contracts/events/shopify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEvent } from "../messaging/event.ts";
import { announced, startShop } from "../testing.ts";
import { closeDigest } from "./digest.ts";
import { notifyOfOrders } from "./notify.ts";
import { sweepDigest } from "./sweep-digest.ts";

const minute = 60_000;
let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const sweepIn = (ms: number) => sweepDigest(Date.now() + 20_000, Date.now() + ms);

test("a digest whose message was deleted is announced again, and does not collect orders forever", async () => {
  expect(await sweepIn(60 * minute)).toEqual({ announced: 0 });
  for (const orderId of ["1", "2"])
    await notifyOfOrders(
      [
        createEvent(shopifyOrderStored, {
          shop: "s",
          orderId,
          name: `#${orderId}`,
          change: "new",
          state: "open",
          total: { amount: "1000", currency: "KRW" },
          units: { glazed: 2 },
          owed: {},
          unmapped: 0,
        }),
      ],
      Date.now() + 5_000,
    );
  expect(await sweepIn(4 * minute)).toEqual({ announced: 0 });
  expect(await sweepIn(6 * minute)).toEqual({ announced: 1 });
  const ids = (await announced()).flatMap((event) =>
    event.type === "push.digest_opened" ? [event.data.digestId] : [],
  );
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  const closed = await closeDigest(ids[0] ?? "");
  expect(closed.status === "closed" && closed.notices).toHaveLength(2);
  expect(await sweepIn(60 * minute)).toEqual({ announced: 0 });
});
