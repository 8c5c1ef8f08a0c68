import { randomUUID } from "node:crypto";
import type { Joined, Place } from "@donut/contracts/waiting-room";
import { openShop, type Shop, until } from "@donut/testing/shop";
import { operatorToken } from "@donut/testing/sign-in";
import { expect, test } from "vitest";

const seats = 2;
const people = 6;

test("kill -9 halfway: everybody keeps their place, is admitted by number, and orders once", async () => {
  const shop = await openShop();
  try {
    await changeRoom(shop, { mode: "open", guards: ["glazed"], x: seats, y: 600, n: 1, claimSeconds: 300 });
    const visitors = Array.from({ length: people }, () => randomUUID());
    const places: Joined[] = [];
    for (const visitor of visitors) places.push(await enter(shop, visitor));
    expect(places.map(({ ticket }) => ticket.number)).toEqual(visitors.map((_, index) => index + 1));

    const admittedInOrder: number[] = [];
    for (let turn = 0; turn < people; turn++) {
      const place = places[turn] as Joined;
      await until(async () => (await placeOf(shop, place)).ticket.state === "admitted", 60_000);
      admittedInOrder.push(place.ticket.number as number);
      for (const [index, later] of places.entries()) {
        if (index < turn + seats) continue;
        expect((await placeOf(shop, later)).ticket).toMatchObject({ number: index + 1, state: "waiting" });
      }
      const { admission } = await placeOf(shop, place);
      // At the very moment of the order, every second time.
      const send = () => order(shop, admission?.token ?? "", visitors[turn] as string);
      const ordering = send().catch(() => undefined);
      if (turn % 2 === 1) {
        await shop.kill();
        await shop.start();
      }
      const answered = (await ordering) ?? (await send());
      expect([200, 201]).toContain(answered.status);
    }
    expect(admittedInOrder).toEqual(admittedInOrder.toSorted((a, b) => a - b));
  } finally {
    await shop.remove();
  }
}, 300_000);

async function changeRoom(shop: Shop, change: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${shop.admin}/waiting-room`, {
    method: "PUT",
    headers: { "content-type": "application/json", authorization: `Bearer ${await operatorToken(shop)}` },
    body: JSON.stringify(change),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** The address of the waiting room's API, next to the Sales API's. */
const roomUrl = (shop: Shop) => shop.sales.replace(/sales$/, "waiting-room");

async function enter(shop: Shop, visitor: string): Promise<Joined> {
  const response = await fetch(`${roomUrl(shop)}/tickets`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ visitor }),
  });
  return (await response.json()) as Joined;
}

async function placeOf(shop: Shop, { placeToken }: Joined): Promise<Place> {
  const response = await fetch(`${roomUrl(shop)}/tickets/me`, { headers: { authorization: `Bearer ${placeToken}` } });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Place;
}

/** Under one key, so that it is one order however often it is sent. */
function order(shop: Shop, token: string, key: string): Promise<Response> {
  return fetch(`${shop.sales}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-admission": token, "idempotency-key": key },
    body: JSON.stringify({ lines: [{ productId: "glazed", quantity: 1 }], customer: { email: "mina@example.com" } }),
  });
}
