import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startSystem, type TestSystem } from "./testing-system.ts";

const patience = { timeout: 60_000, interval: 100 };
let system: TestSystem;
let token = "";

beforeAll(async () => {
  // A mail that SES refuses is retried for a minute; the test does not wait for all tries.
  system = await startSystem((graph) => ({
    ...graph,
    queues: graph.queues.map((queue) =>
      queue.name === "AdStopQueue" && queue.redrive
        ? { ...queue, redrive: { ...queue.redrive, maxReceiveCount: 2 } }
        : queue,
    ),
  }));
  token = await system.tokenOf("operator@example.com");
  // Stock must not come back before the ad manager has been mailed.
  const behaviour = { productionSeconds: 600 };
  await system.call("FactoryApi", "/behaviour", {
    method: "PUT",
    body: behaviour,
    headers: { "x-api-key": "factory-dev-key" },
  });
});
afterAll(() => system?.stop());

test("SES refuses: the request is retried, then rests with the reason; redriven, it is one mail", async () => {
  await mailboxes({ refuse: true });
  await buyOut("hoyong-special", 20);
  const found = await deadLetter("AdStopQueueDlq");
  expect(found).toMatchObject({
    type: "stock.depleted",
    attempts: 2,
    lastError: { name: "MailNotSent", message: expect.stringContaining("MessageRejected") },
  });
  expect(await mailsAbout("Hoyong Special")).toEqual([]);
  expect(await mailOf("hoyong-video")).toMatchObject({ state: "claimed", lastError: expect.any(String) });

  await mailboxes({ refuse: false });
  await redrive("AdStopQueueDlq");
  await vi.waitUntil(async () => (await mailsAbout("Hoyong Special")).length > 0, patience);
  await vi.waitUntil(async () => (await mailOf("hoyong-video")).state === "sent", patience);
  expect(await mailsAbout("Hoyong Special")).toHaveLength(1);
});

test("no such mailbox: the mail is not sent again before somebody has redriven its bounce", async () => {
  await mailboxes({ bounce: "permanent" });
  const order = await buyOut("strawberry-frosted", 80);
  const found = await deadLetter("AdMailBounceQueueDlq");
  expect(found).toMatchObject({
    type: "Bounce",
    correlationId: "story-strawberry-frosted",
    lastError: { name: "MailBounced", message: expect.stringContaining("user unknown") },
  });
  expect(await mailOf("pink-week")).toMatchObject({ state: "bounced", tries: 1, givenUpBy: found.id });

  await mailboxes({ bounce: "none" });
  await redrive("AdMailBounceQueueDlq");
  await vi.waitUntil(async () => (await mailOf("pink-week")).state === "sent", patience);
  expect(await mailsAbout("Strawberry")).toHaveLength(1);
  const types = await vi.waitUntil(async () => {
    const timeline = await timelineOf(order);
    return timeline.filter((type) => type === "campaign.manager_asked").length === 2 && timeline;
  }, patience);
  expect(types).toContain("campaign.mail_bounced");
});

test("a full mailbox: the mail goes out again by itself, and nobody is called", async () => {
  await mailboxes({ bounce: "transient" });
  await buyOut("injeolmi", 60);
  await vi.waitUntil(async () => (await mailOf("classics")).state === "bounced", patience);
  await mailboxes({ bounce: "none" });
  await vi.waitUntil(async () => (await mailOf("classics")).state === "sent", patience);
  expect(await mailsAbout("Injeolmi")).toHaveLength(1);
  expect(await mailOf("classics")).toMatchObject({ bounces: 1, tries: 2 });
  expect((await admin("GET", "/queues/AdMailBounceQueueDlq/messages")).body.messages).toEqual([]);
});

async function mailboxes(behaviour: object) {
  await fetch(`${system.addresses.ses}/behaviour`, { method: "PUT", body: JSON.stringify(behaviour) });
}

async function buyOut(productId: string, quantity: number): Promise<string> {
  const { status, body } = await system.call("SalesApi", "/orders", {
    method: "POST",
    body: { lines: [{ productId, quantity }], customer: { email: "mina@example.com" } },
    headers: { "x-correlation-id": `story-${productId}` },
  });
  expect(status).toBe(201);
  return body.order.id;
}

async function timelineOf(order: string): Promise<string[]> {
  const { body } = await system.call("SalesApi", `/orders/${order}`);
  return body.timeline.map(({ type }: { type: string }) => type);
}

async function deadLetter(queue: string) {
  return vi.waitUntil(async () => (await admin("GET", `/queues/${queue}/messages`)).body.messages[0], patience);
}

async function redrive(queue: string): Promise<void> {
  expect((await admin("POST", `/queues/${queue}/redrive`, {})).status).toBe(202);
}

/** The latest mail about a campaign. */
async function mailOf(campaign: string) {
  const { body } = await admin("GET", "/campaigns");
  return body.campaigns.find(({ id }: { id: string }) => id === campaign).mails[0] ?? {};
}

async function mailsAbout(product: string) {
  return (await system.mails()).filter(({ subject }) => subject.includes(product) && subject.startsWith("Please stop"));
}

function admin(method: string, path: string, body?: unknown) {
  return system.call("AdminApi", path, { method, body, headers: { authorization: `Bearer ${token}` } });
}
