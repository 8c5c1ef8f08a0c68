import { randomUUID } from "node:crypto";
import type { Joined, SocketMessage } from "@donut/contracts/waiting-room";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { startSystem, type TestSystem } from "./testing-system.ts";

let system: TestSystem;
let operator: string;
let viewer: string;
const sockets: WebSocket[] = [];

beforeAll(async () => {
  system = await startSystem();
  operator = await system.tokenOf("operator@example.com");
  viewer = await system.tokenOf("viewer@example.com");
}, 120_000);
afterAll(async () => {
  for (const socket of sockets) socket.terminate();
  await system?.stop();
});
beforeEach(async () => {
  await change({ mode: "off" });
});

const room = {
  mode: "open",
  guards: ["glazed"],
  x: 1,
  y: 60,
  n: 1,
  claimSeconds: 30,
  graceSeconds: 60,
  placesPerClient: 100_000,
};

test("with the room off nothing is different", async () => {
  expect(await enter()).toMatchObject({ status: 409, body: { type: expect.stringMatching(/room-not-open$/) } });
  expect(await order("glazed")).toMatchObject({ status: 201 });
});

test("one order for each admission, and none without", async () => {
  await change(room);
  const refused = await order("glazed");
  expect(refused).toMatchObject({ status: 403, body: { type: expect.stringMatching(/\/admission-required$/) } });
  expect(await order("glazed", { prefer: "respond-async" })).toMatchObject({ status: 403 });
  expect(await order("boston-cream")).toMatchObject({ status: 201 });

  const { body: place } = await enter();
  expect(place.ticket).toMatchObject({ state: "admitted", secondsLeft: expect.any(Number) });
  const token = place.admission?.token ?? "";
  const forged = `${token.slice(0, -8)}AAAAAAAA`;
  expect(await order("glazed", { "x-admission": forged })).toMatchObject({ status: 403 });
  // Buying something unguarded does not use up the turn.
  expect(await order("boston-cream", { "x-admission": token })).toMatchObject({ status: 201 });
  const before = await available("glazed");
  const key = randomUUID();
  const sold = await order("glazed", { "x-admission": token, "idempotency-key": key });
  expect(sold).toMatchObject({ status: 201 });
  expect(await order("glazed", { "x-admission": token, "idempotency-key": key })).toMatchObject({
    status: 200,
    body: sold.body,
  });
  const again = await order("glazed", { "x-admission": token });
  expect(again).toMatchObject({ status: 403, body: { type: expect.stringMatching(/\/admission-over$/) } });
  expect(await available("glazed")).toBe(before - 1);
  expect(await me(place)).toMatchObject({ ticket: { state: "ordered", orderId: sold.body.order.id } });
}, 60_000);

test("an admission from an earlier opening is refused", async () => {
  await change(room);
  const { body: place } = await enter();
  await change({ mode: "closed" });
  await change(room);
  const refused = await order("glazed", { "x-admission": place.admission?.token ?? "" });
  expect(refused).toMatchObject({ status: 403, body: { type: expect.stringMatching(/\/admission-required$/) } });
  expect(await me(place)).toMatchObject({ ticket: { state: "closed" } });
}, 60_000);

test("queued orders use up the seat as well", async () => {
  await change(room);
  const { body: place } = await enter();
  const queued = await order("glazed", { "x-admission": place.admission?.token ?? "", prefer: "respond-async" });
  expect(queued.status).toBe(202);
  await vi.waitFor(
    async () => {
      const { body } = await system.call("SalesApi", `/orders/${queued.body.order.id}`);
      expect(body.order.status).toBe("completed");
    },
    { timeout: 20_000, interval: 50 },
  );
  const again = await order("glazed", { "x-admission": place.admission?.token ?? "", prefer: "respond-async" });
  expect(again).toMatchObject({ status: 403, body: { type: expect.stringMatching(/\/admission-over$/) } });
}, 60_000);

test("the next visitor is told over the socket when the one before orders or leaves", async () => {
  await change(room);
  const { body: first } = await enter();
  const second = await connected();
  const third = await connected();
  expect(second.place.ticket).toMatchObject({ state: "waiting", ahead: 0 });
  expect(third.place.ticket).toMatchObject({ state: "waiting", ahead: 1, waiting: 2 });
  await third.heard("tick", (it) => it.ahead === 1);

  await order("glazed", { "x-admission": first.admission?.token ?? "" });
  const turn = await second.heard("turn");
  second.send("here");
  await third.heard("tick", (it) => it.ahead === 0);
  expect(await order("glazed", { "x-admission": turn.token })).toMatchObject({ status: 201 });
  expect(await second.heard("ended")).toMatchObject({ why: "ordered", again: true });
  await third.heard("turn");
  third.send("leave");
  expect(await third.heard("ended")).toMatchObject({ why: "left" });
  await vi.waitFor(async () => expect((await seen()).admitted).toBe(0), { timeout: 10_000 });
}, 90_000);

test("a visitor who does not answer misses the turn, and one whose time is up loses it", async () => {
  await change({ ...room, y: 5, claimSeconds: 3 });
  const { body: first } = await enter();
  const second = await connected();
  const third = await connected();
  await second.heard("turn");
  // The turn is not confirmed.
  expect(await second.heard("ended")).toMatchObject({ why: "missed" });
  await third.heard("turn");
  third.send("here");
  expect(await third.heard("ended")).toMatchObject({ why: "expired" });
  expect(await me(first)).toMatchObject({ ticket: { state: "expired" } });
}, 90_000);

test("one client cannot take the line", async () => {
  await change({ ...room, placesPerClient: 5 });
  const results = await Promise.all(Array.from({ length: 12 }, () => enter()));
  const refused = results.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(7);
  expect(refused[0]).toMatchObject({ body: { type: expect.stringMatching(/too-many-places$/) } });
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
}, 60_000);

test("forged tokens open no socket and reveal nothing; unknown messages change nothing", async () => {
  await change(room);
  const { body: place } = await enter();
  const other = new WebSocket(place.socketUrl.replace(/.{8}$/, "AAAAAAAA"));
  await expect(new Promise((resolve, reject) => other.once("open", resolve).once("error", reject))).rejects.toThrow(
    "401",
  );
  expect(await me({ ...place, placeToken: "nonsense" })).toMatchObject({ type: expect.stringMatching(/no-place$/) });

  const person = await connected();
  person.raw("{");
  person.raw(JSON.stringify({ action: "admin" }));
  person.raw("x".repeat(40_000));
  await vi.waitFor(async () => expect((await seen()).admitted).toBe(1), { timeout: 10_000 });
  expect(await me(person.place)).toMatchObject({ ticket: { state: "waiting", ahead: 0 } });
}, 60_000);

test("operators see and change the room, viewers only see it; invalid settings are explained", async () => {
  await change(room);
  await enter();
  const { body: next } = await enter();
  const { body } = await system.call("AdminApi", "/waiting-room", { headers: { authorization: `Bearer ${viewer}` } });
  expect(body.room).toMatchObject({ mode: "open", seats: [{ number: expect.any(Number), until: expect.any(String) }] });
  expect(body.room.front).toMatchObject([{ number: next.ticket.number, ahead: 0 }]);
  const put = (token: string, body: unknown) =>
    system.call("AdminApi", "/waiting-room", { method: "PUT", body, headers: { authorization: `Bearer ${token}` } });
  expect(await put(viewer, { x: 5 })).toMatchObject({ status: 403 });
  expect(await put(operator, { x: 0, guards: ["no-such"] })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "/x" }] },
  });
  expect(await put(operator, { guards: ["no-such"] })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "/guards/0" }] },
  });
  expect((await seen()).x).toBe(1);

  const [seat] = body.room.seats;
  const post = (what: string, given?: unknown) =>
    system.call("AdminApi", `/waiting-room/tickets/${seat.number}/${what}`, {
      method: "POST",
      body: given,
      headers: { authorization: `Bearer ${operator}` },
    });
  const extended = await post("extend", { seconds: 100 });
  expect(Date.parse(extended.body.ticket.until) - Date.parse(seat.until)).toBe(100_000);
  expect(await post("end")).toMatchObject({ status: 200, body: { ticket: { state: "left" } } });
  expect(await post("end")).toMatchObject({ status: 409 });
  expect(await me(next)).toMatchObject({ ticket: { state: "admitted" } });
}, 60_000);

async function change(settings: Record<string, unknown>): Promise<void> {
  const headers = { authorization: `Bearer ${operator}` };
  const { status, body } = await system.call("AdminApi", "/waiting-room", { method: "PUT", body: settings, headers });
  expect(status, JSON.stringify(body)).toBe(200);
}

async function seen() {
  const { body } = await system.call("AdminApi", "/waiting-room", { headers: { authorization: `Bearer ${operator}` } });
  return body.room;
}

async function enter(visitor = randomUUID()) {
  const answer = await system.call("WaitingRoomApi", "/tickets", { method: "POST", body: { visitor } });
  return { ...answer, body: answer.body as Joined };
}

async function me({ placeToken }: Pick<Joined, "placeToken">) {
  const { body } = await system.call("WaitingRoomApi", "/tickets/me", {
    headers: { authorization: `Bearer ${placeToken}` },
  });
  return body;
}

function order(productId: string, headers: Record<string, string> = {}) {
  const body = { lines: [{ productId, quantity: 1 }], customer: { email: "mina@example.com" } };
  return system.call("SalesApi", "/orders", { method: "POST", body, headers });
}

async function available(productId: string): Promise<number> {
  const { body } = await system.call("AdminApi", "/stock", { headers: { authorization: `Bearer ${operator}` } });
  return body.stock.find((it: { productId: string }) => it.productId === productId).available;
}

type Of<Type extends SocketMessage["type"]> = Extract<SocketMessage, { type: Type }>;

/** Enters, and opens a socket. */
async function connected() {
  const { body: place } = await enter();
  const messages: SocketMessage[] = [];
  const socket = new WebSocket(place.socketUrl);
  sockets.push(socket);
  socket.on("message", (data) => messages.push(JSON.parse(String(data))));
  socket.on("error", () => {});
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return {
    place,
    send: (action: string) => socket.send(JSON.stringify({ action })),
    raw: (text: string) => socket.send(text),
    heard<Type extends SocketMessage["type"]>(type: Type, fits = (_: Of<Type>) => true) {
      return vi.waitFor(
        () => {
          const found = messages.find((it): it is Of<Type> => it.type === type && fits(it as Of<Type>));
          if (!found) throw new Error(`Nothing of ${type} yet: ${messages.map((it) => it.type).join(" ")}`);
          return found;
        },
        { timeout: 30_000, interval: 20 },
      );
    },
  };
}
