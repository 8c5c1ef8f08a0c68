import { randomUUID } from "node:crypto";
import type { RoomChange } from "@donut/contracts/waiting-room";
import type { Shop } from "@donut/testing/shop";
import { operatorToken } from "@donut/testing/sign-in";
import { watchCrowd } from "./crowd.ts";
import { openEngine } from "./engine.ts";
import { median, percentile } from "./figures.ts";
import { notifyNext } from "./next-notified.ts";
import { p50p99, type Row } from "./rows.ts";
import { tickCosts } from "./tick-costs.ts";
import { Visitor } from "./visitor.ts";

const people = 10_000;
const posted = 5_000;
const turns = 200;
const crowd = { sockets: 1_000, arrivalsPerSecond: 100, seconds: 30, everySeconds: 5 };

/** The cost of the waiting room, and how quickly it tells people. */
export async function waitingRoomRows(shop: Shop): Promise<Row[]> {
  return [...(await nextNotified(shop)), ...(await crowded(shop)), ...(await ticks())];
}

async function nextNotified(shop: Shop): Promise<Row[]> {
  const engine = openEngine(shop.databaseUrl);
  const visitors: Visitor[] = [];
  try {
    await engine.setAvailable("glazed", 1_000_000);
    await open(shop, { x: 1, y: 3_600, n: 5, claimSeconds: 300 });
    for (let visitor = 0; visitor <= turns; visitor++) visitors.push(await Visitor.come(roomOf(shop)));
    const { afterOrder, afterLeaving } = await notifyNext(visitors, (token) => order(shop, token));
    // The first ones start the functions.
    return [
      ["an order is sent", afterOrder.slice(10)] as const,
      ["somebody leaves", afterLeaving.slice(10)] as const,
    ].map(([what, took]) => ({
      what: `next one told after ${what}, p50 / p99 of ${took.length}`,
      value: p50p99(median(took), percentile(took, 0.99)),
      aim: "p99 ≤ 250 ms",
    }));
  } finally {
    for (const visitor of visitors) visitor.go();
    engine.close();
    await change(shop, { mode: "off" });
  }
}

async function crowded(shop: Shop): Promise<Row[]> {
  await open(shop, { x: 10, y: 60, n: crowd.everySeconds, claimSeconds: 30 });
  try {
    const seen = await watchCrowd({ room: roomOf(shop), ...crowd });
    const { due, missing, first, last, heard, arrivals, refused } = seen;
    const late = last.filter((ms) => ms >= crowd.everySeconds * 1_000).length + missing;
    return [
      {
        what: `ticks every ${crowd.everySeconds} s, ${crowd.sockets} sockets, ${crowd.arrivalsPerSecond} arrivals/s: late, of ${due}`,
        value: String(late),
        aim: "0",
      },
      { what: "  first one told after the moment, p50 / latest", value: p50p99(median(first), Math.max(...first)) },
      { what: "  last one told after the moment, p50 / latest", value: p50p99(median(last), Math.max(...last)) },
      { what: "  people told by a tick, on average", value: heard.toFixed(0) },
      { what: "  an arrival, p50 / p99", value: p50p99(median(arrivals), percentile(arrivals, 0.99)) },
      { what: "  arrivals that got no place", value: String(refused), aim: "0" },
    ];
  } finally {
    await change(shop, { mode: "off" });
  }
}

async function ticks(): Promise<Row[]> {
  const { source, ours, bothPost, place } = await tickCosts({ people, posted, sourceTicks: 5 });
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  if (place.wrong > 0) throw new Error(`${place.wrong} places were wrong.`);
  return [
    { what: `a tick for ${people} in the source's way, processor time`, value: ms(source.whole) },
    { what: `  ours, with ${ours.readers} readers of the board`, value: ms(ours.whole) },
    {
      what: "  share of the source's",
      value: (ours.whole / source.whole).toFixed(2),
      aim: "≤ 0.1",
      figure: { name: "a tick: share of the source's", value: ours.whole / source.whole },
    },
    { what: "  the source's without telling anybody", value: ms(source.withoutPosts) },
    { what: "  ours without telling anybody", value: ms(ours.withoutReaders) },
    {
      what: `  where both post to each, for ${posted}: the source's / ours`,
      value: `${ms(bothPost.source)} / ${ms(bothPost.ours)}`,
    },
    {
      what: `a place in a line of ${people}, of whom 30 % left, p50 / p99`,
      value: `${median(place.one).toFixed(1)} / ${percentile(place.one, 0.99).toFixed(1)} ms`,
      aim: "≤ 5 ms",
    },
    { what: "  everybody's from one look", value: `${place.all.toFixed(1)} ms` },
  ];
}

async function order(shop: Shop, token: string): Promise<void> {
  const answer = await fetch(`${shop.sales}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-admission": token, "idempotency-key": randomUUID() },
    body: JSON.stringify({
      lines: [{ productId: "glazed", quantity: 1 }],
      customer: { email: "waiting@example.com" },
    }),
  });
  if (answer.status !== 201) throw new Error(`Nothing was sold: ${answer.status} ${await answer.text()}`);
}

const open = (shop: Shop, settings: RoomChange) =>
  change(shop, { mode: "open", guards: ["glazed"], graceSeconds: 3_600, placesPerClient: 1_000_000, ...settings });

async function change(shop: Shop, change: RoomChange): Promise<void> {
  const answer = await fetch(`${shop.admin}/waiting-room`, {
    method: "PUT",
    headers: { authorization: `Bearer ${await operatorToken(shop)}`, "content-type": "application/json" },
    body: JSON.stringify(change),
  });
  if (!answer.ok) throw new Error(`The room was not changed: ${answer.status} ${await answer.text()}`);
}

function roomOf(shop: Shop): string {
  return shop.sales.replace(/sales$/, "waiting-room");
}
