import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startSystem, type TestSystem } from "./testing-system.ts";

const patience = { timeout: 40_000, interval: 100 };
let system: TestSystem;
let operator: { authorization: string };

beforeAll(async () => {
  system = await startSystem();
  operator = { authorization: `Bearer ${await system.tokenOf("operator@example.com")}` };
});
afterAll(() => system?.stop());

test("whoever waits for a sold-out product gets one mail when the factory has delivered, and can end the rest", async () => {
  await behave({ productionSeconds: 1 });
  await system.setConsumer("StockInQueue", false);
  await buy("hoyong-special", 20);
  const wishers = { "en@example.com": "en", "ko@example.com": "ko" } as const;
  for (const [email, language] of Object.entries(wishers))
    for (let times = 0; times < 2; times++) expect((await ask("hoyong-special", email, language)).status).toBe(202);
  const regretted = await ask("hoyong-special", "gone@example.com", "en");
  await system.call("SalesApi", "/wishes/undo", { method: "POST", body: { undo: regretted.body.wish.undo } });
  await system.setConsumer("StockInQueue", true);

  const english = await vi.waitUntil(async () => (await mailsTo("en@example.com"))[0], patience);
  const korean = await vi.waitUntil(async () => (await mailsTo("ko@example.com"))[0], patience);
  expect(english).toMatchObject({ from: "orders@donut-states.example", subject: "Hoyong Special is back" });
  expect(korean.subject).toBe("호용 스페셜, 다시 나왔어요");
  expect((await ask("hoyong-special", "late@example.com", "en")).status).toBe(409);

  await emptied("glazed");
  await ask("glazed", "en@example.com", "en");
  const [link = ""] = /http\S+\/sales\/wishes\/end\?token=\S+/.exec(english.body.text) ?? [];
  expect(await (await fetch(link)).text()).toContain("Original Glazed");
  const body = new URLSearchParams({ token: new URL(link).searchParams.get("token") ?? "" });
  const ended = await fetch(link.replace(/\?.*/, ""), { method: "POST", body });
  expect(await ended.text()).toContain("Taken back");

  await ask("glazed", "ko@example.com", "ko");
  await adjust("glazed", 7);
  await vi.waitUntil(async () => (await mailsTo("ko@example.com")).length === 2, patience);
  expect(await mailsTo("en@example.com")).toHaveLength(1);
  expect(await mailsTo("gone@example.com")).toEqual([]);
});

/** Mails about wishes; nobody here orders with a confirmation. */
async function mailsTo(email: string) {
  return (await system.mails()).filter(({ destination }) => destination.to.includes(email));
}

function ask(productId: string, email: string, language: "en" | "ko") {
  return system.call("SalesApi", "/wishes", { method: "POST", body: { productId, email, language } });
}

async function buy(productId: string, quantity: number): Promise<void> {
  const { status } = await system.call("SalesApi", "/orders", {
    method: "POST",
    headers: { "idempotency-key": randomUUID() },
    body: { lines: [{ productId, quantity }], customer: { email: "buyer@example.com" } },
  });
  expect(status).toBe(201);
}

async function emptied(productId: string): Promise<void> {
  const { body } = await system.call("SalesApi", "/products");
  const { stock } = body.products.find((it: { id: string }) => it.id === productId);
  await adjust(productId, -stock.available);
}

async function adjust(productId: string, adjustBy: number): Promise<void> {
  const call = { method: "PUT", headers: operator, body: { adjustBy, reason: "counted" } };
  expect((await system.call("AdminApi", `/stock/${productId}`, call)).status).toBe(200);
}

async function behave(behaviour: object): Promise<void> {
  const call = { method: "PUT", headers: { "x-api-key": "factory-dev-key" }, body: behaviour };
  expect((await system.call("FactoryApi", "/behaviour", call)).status).toBe(200);
}
