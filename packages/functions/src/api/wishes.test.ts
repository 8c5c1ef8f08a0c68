import { countTo } from "@donut/core/wish/testing";
import { holderOf, readWish } from "@donut/core/wish/wish";
import { endToken, openUndoToken } from "@donut/core/wish/wish-links";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./wishes.ts";

const secret = "WishSecret of a test";
let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
  await countTo("glazed", 0);
});
afterAll(() => engines.stop());

const post = (path: string, body: object) => callApi(handler, path, { method: "POST", body });
const ask = (email: unknown, more: object = {}) =>
  post("/wishes", { productId: "glazed", email, language: "en", ...more });
const stands = (undo: string) => callApi(handler, `/wishes/standing?undo=${undo}`);
const wishOf = (email: string) => readWish({ productId: "glazed", id: holderOf(email) });
const press = (token: string) =>
  callApi(handler, "/wishes/end", {
    method: "POST",
    body: new URLSearchParams({ token }).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
const linkTo = (email: string, language: "en" | "ko", days = 1) =>
  endToken({ id: holderOf(email), language, expiresAt: Date.now() + days * 24 * 3_600_000 }, secret);

test("a wish is stored, stays, is taken back, and can be taken back again", async () => {
  const { status, body } = await ask(" Mina@Example.com ");
  expect(status).toBe(202);
  expect(body.wish).toMatchObject({ productId: "glazed", email: "mina@example.com", until: expect.any(String) });
  expect((await stands(body.wish.undo)).body).toEqual({ stands: true });
  for (let times = 0; times < 2; times++)
    expect(await post("/wishes/undo", { undo: body.wish.undo })).toMatchObject({ status: 200, body: { undone: true } });
  expect((await stands(body.wish.undo)).body).toEqual({ stands: false });
  expect(await wishOf("mina@example.com")).toBeUndefined();
});

test("nobody can find out that an address is waiting, nor take back its wish", async () => {
  const first = await ask("hana@example.com");
  const stranger = await ask("hana@example.com");
  const shapeOf = ({ status, body }: typeof first) => ({ status, keys: Object.keys(body.wish) });
  expect(shapeOf(stranger)).toEqual(shapeOf(first));
  await post("/wishes/undo", { undo: stranger.body.wish.undo });
  expect((await stands(first.body.wish.undo)).body).toEqual({ stands: true });
  expect(await wishOf("hana@example.com")).toBeDefined();
});

test.each(["", "mina", "mina@", 5])("the address %j is refused, naming the field", async (email) => {
  const { status, body } = await ask(email);
  expect(status).toBe(400);
  expect(body).toMatchObject({
    type: expect.stringContaining("/invalid-input"),
    errors: [{ pointer: "/email", code: "email" }],
  });
});

test("there is no waiting for what is in stock, or not sold at all", async () => {
  expect(await ask("mina@example.com", { productId: "injeolmi" })).toMatchObject({
    status: 409,
    body: { type: expect.stringContaining("/in-stock") },
  });
  expect(await ask("mina@example.com", { productId: "none" })).toMatchObject({
    status: 404,
    body: { errors: [{ pointer: "/productId", code: "unknown-product" }] },
  });
});

test("opening a mail's link ends nothing, pressing its button ends everything, in the mail's language", async () => {
  await ask("ara@example.com");
  const token = linkTo("ara@example.com", "ko");
  const page = await callApi(handler, `/wishes/end?token=${token}`);
  expect(page).toMatchObject({
    status: 200,
    headers: { "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
  expect(page.body).toContain('<html lang="ko">');
  expect(page.body).toContain("오리지널 글레이즈드");
  expect(await wishOf("ara@example.com")).toBeDefined();
  for (let times = 0; times < 2; times++) expect((await press(token)).body).toContain("취소했어요");
  expect(await wishOf("ara@example.com")).toBeUndefined();
  expect((await callApi(handler, `/wishes/end?token=${token}`)).body).toContain("기다리고 있는 알림이 없어요");
});

test("only our own links and tokens work, each for its purpose, until they expire", async () => {
  const { body } = await ask("sol@example.com");
  const { undo } = body.wish;
  expect(openUndoToken(undo, secret).status).toBe("valid");
  for (const token of [
    "",
    undo,
    `${linkTo("sol@example.com", "en")}x`,
    endToken({ id: "x", language: "en", expiresAt: 1e15 }, "other"),
  ]) {
    expect((await callApi(handler, `/wishes/end?token=${token}`)).status).toBe(403);
    expect((await press(token)).status).toBe(403);
  }
  expect((await press(linkTo("sol@example.com", "en", -1))).status).toBe(410);
  expect(await post("/wishes/undo", { undo: linkTo("sol@example.com", "en") })).toMatchObject({
    status: 403,
    body: { type: expect.stringContaining("/wish-link") },
  });
  expect(await wishOf("sol@example.com")).toBeDefined();
});
