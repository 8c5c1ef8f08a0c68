import { customerIdOf } from "@donut/core/customer/customer";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as z from "zod";
import { startSystem, type TestSystem } from "./testing-system.ts";

const patience = { timeout: 40_000, interval: 100 };
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system?.stop());

test("a shortage is one mail, whose link stops the ads; when the stock is back they may run again", async () => {
  await behave("FactoryApi", { productionSeconds: 1 });
  await system.setConsumer("StockInQueue", false);
  const order = await buy({ "hoyong-special": 20 });
  const [mail, ...others] = await vi.waitUntil(async () => nonEmpty(await mailsAbout("Hoyong Special")), patience);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    from: "ads@donut-states.example",
    destination: { to: ["ad-manager@donut-states.example"] },
    subject: expect.stringContaining("호용 스페셜"),
    body: { text: expect.stringContaining("As seen in Hoyong's video (YouTube)") },
  });
  // By the time the mail is sent, the factory has said when to expect more.
  expect(mail?.body.text).not.toContain("has not said yet");

  const [link = ""] = /http\S+\/ads\/stop\?token=\S+/.exec(mail?.body.text ?? "") ?? [];
  expect(mail?.body.html).toContain(link);
  const page = await fetch(link);
  expect(await page.text()).toContain("Stop these ads?");
  expect(typesOf(await timelineOf(order))).not.toContain("campaign.stopped");
  const body = new URLSearchParams({ token: new URL(link).searchParams.get("token") ?? "" });
  const stopped = await fetch(link.replace(/\?.*/, ""), { method: "POST", body });
  expect(await stopped.text()).toContain("These ads are stopped");

  await system.setConsumer("StockInQueue", true);
  const timeline = await vi.waitUntil(
    async () => including(await timelineOf(order), "campaign.may_resume", "campaign.stopped"),
    patience,
  );
  expect(typesOf(timeline)).toEqual(
    expect.arrayContaining(["stock.depleted", "campaign.stop_requested", "campaign.manager_asked"]),
  );
  expect(await mailsAbout("Hoyong Special")).toHaveLength(1);
});

test("a large order makes a VIP and one notice, whatever the marketing system does", async () => {
  await behave("MarketingApi", { failureRate: 1 });
  const order = await buy({ "strawberry-frosted": 50, "boston-cream": 50 }, "vip@example.com");
  const small = await buy({ "strawberry-frosted": 1 }, "small@example.com");
  const promoted = await vi.waitUntil(async () => including(await timelineOf(order), "customer.promoted"), patience);
  const customerId = customerIdOf("vip@example.com");
  for (const secret of ["vip@example.com", customerId]) expect(JSON.stringify(promoted)).not.toContain(secret);

  await behave("MarketingApi", { failureRate: 0 });
  const told = await vi.waitUntil(async () => including(await timelineOf(order), "customer.marketing_told"), patience);
  expect(JSON.stringify(told)).not.toContain(customerId);
  const { status, body } = await call("MarketingApi", `/notices/${customerId}:vip`);
  expect(status).toBe(200);
  expect(body.notice).toMatchObject({ email: "vip@example.com", customerType: "vip" });
  expect(typesOf(await timelineOf(small))).not.toContain("customer.promoted");
});

const timelineAnswer = z.object({
  timeline: z.array(z.object({ type: z.string(), detail: z.record(z.string(), z.unknown()) })),
});
type Timeline = z.infer<typeof timelineAnswer>["timeline"];

async function mailsAbout(subject: string) {
  return (await system.mails()).filter((mail) => mail.subject.includes(subject));
}

async function timelineOf(orderId: string): Promise<Timeline> {
  return timelineAnswer.parse((await call("SalesApi", `/orders/${orderId}`)).body).timeline;
}

function including(timeline: Timeline, ...types: string[]): Timeline | false {
  return types.every((type) => typesOf(timeline).includes(type)) && timeline;
}

function typesOf(timeline: Timeline): string[] {
  return timeline.map(({ type }) => type);
}

function nonEmpty<T>(list: T[]): T[] | false {
  return list.length > 0 && list;
}

async function buy(quantities: Record<string, number>, email = "mina@example.com"): Promise<string> {
  const lines = Object.entries(quantities).map(([productId, quantity]) => ({ productId, quantity }));
  const { status, body } = await call("SalesApi", "/orders", "POST", { lines, customer: { email } });
  expect(status).toBe(201);
  return body.order.id;
}

const keys: Record<string, string> = { FactoryApi: "factory-dev-key", MarketingApi: "marketing-dev-key" };

function behave(api: string, behaviour: object) {
  return call(api, "/behaviour", "PUT", behaviour);
}

function call(api: string, path: string, method?: string, body?: unknown) {
  return system.call(api, path, { method, body, headers: { "x-api-key": keys[api] ?? "" } });
}
