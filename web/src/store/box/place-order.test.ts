import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubBrowser } from "../../testing.ts";
import type { OrderRequest } from "./attempt.ts";

interface Seen {
  key: string | undefined;
  body: unknown;
}

type Answer = [status: number, body: unknown] | "no answer";

const request: OrderRequest = {
  lines: [{ productId: "glazed", quantity: 2 }],
  customer: { email: "kim@example.com", language: "en" },
};
const order = { id: "ord_1", status: "completed", lines: [], units: 2, total: 3000, placedAt: "2026-01-01T00:00:00Z" };
const noPause = async () => {};

let server: Server;
let seen: Seen[];
let answers: Answer[];

beforeEach(async () => {
  seen = [];
  answers = [];
  server = createServer(async (incoming, response) => {
    let body = "";
    for await (const chunk of incoming) body += chunk;
    seen.push({ key: incoming.headers["idempotency-key"] as string | undefined, body: JSON.parse(body) });
    const answer = answers.shift() ?? [201, { order }];
    if (answer === "no answer") return response.destroy();
    response.writeHead(answer[0], { "content-type": "application/json" }).end(JSON.stringify(answer[1]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("VITE_SALES_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  stubBrowser();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** The page after a reload: only stored data is left. */
async function reload() {
  vi.resetModules();
  const [{ placeOrder }, attempt] = await Promise.all([import("./place-order.ts"), import("./attempt.ts")]);
  return {
    placeOrder: (it: OrderRequest) =>
      placeOrder(it, { admission: it.customer.email === "admitted@example.com" ? "adm_1" : undefined, pause: noPause }),
    ...attempt,
  };
}

test("a lost answer is requested again with the same key", async () => {
  const page = await reload();
  answers = ["no answer", [503, { title: "Busy" }], [200, { order }]];
  expect(await page.placeOrder(request)).toEqual({ status: "placed", order });
  expect(seen.map((it) => it.key)).toEqual([seen[0]?.key, seen[0]?.key, seen[0]?.key]);
  expect(seen[0]?.key).toMatch(/^[0-9a-f]{32}$/);
  expect(seen[0]?.body).toEqual(request);
});

test("an attempt without an outcome survives a reload and is what is sent next, unchanged", async () => {
  const before = await reload();
  answers = ["no answer", "no answer", "no answer", "no answer"];
  expect(await before.placeOrder(request)).toEqual({ status: "unsure" });
  expect(before.openAttempt.get()?.request).toEqual(request);

  const after = await reload();
  expect(after.openAttempt.get()?.request).toEqual(request);
  await after.placeOrder({ ...request, lines: [{ productId: "injeolmi", quantity: 9 }] });
  expect(new Set(seen.map((it) => it.key)).size).toBe(1);
  expect(seen.at(-1)?.body).toEqual(request);
  expect(after.openAttempt.get()).toBeUndefined();
});

test("once the outcome is known the next order has a key of its own", async () => {
  const page = await reload();
  const short = [{ productId: "glazed", requested: 2, available: 1, expectedAt: "2026-01-01T00:00:10Z" }];
  answers = [
    [409, { type: "…/out-of-stock", title: "Out of stock", status: 409, short }],
    [400, { title: "The request is not valid", status: 400 }],
    [201, { order }],
  ];
  expect(await page.placeOrder(request)).toEqual({ status: "short", short });
  expect(await page.placeOrder(request)).toMatchObject({ status: "refused", problem: { status: 400 } });
  expect(await page.placeOrder(request)).toMatchObject({ status: "placed" });
  expect(new Set(seen.map((it) => it.key)).size).toBe(3);
});

test("abandoning an attempt starts a new one", async () => {
  const page = await reload();
  answers = ["no answer", "no answer", "no answer", "no answer"];
  await page.placeOrder(request);
  page.closeAttempt();
  await page.placeOrder(request);
  expect(new Set(seen.map((it) => it.key)).size).toBe(2);
});

test("invalid stored data is not an attempt", async () => {
  for (const stored of ["null", "{}", "[]", '{"key":1}', '{"key":"k","request":{"lines":[]}}', "not json"]) {
    stubBrowser().setItem("donut.attempt", stored);
    expect((await reload()).openAttempt.get()).toBeUndefined();
  }
});
