import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMail } from "@donut/offline/engines/ses/start";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { stockDepleted, stockReplenished } from "../stock/events.ts";
import { announced, startShop } from "../testing.ts";
import { askToStop } from "./ask-to-stop.ts";
import { hearOfSupply } from "./hear-of-supply.ts";
import { claimMail, leaseMs, recentMails } from "./mail-record.ts";
import { seedCampaigns } from "./seed.ts";

/** In front of SES: passes calls on, answers in its place, or loses its answers. */
const line = { mode: "up" as "up" | "refuses" | "loses-answers", sent: 0, lost: 0 };
let shop: Awaited<ReturnType<typeof startShop>>;
let ses: Awaited<ReturnType<typeof startMail>>;
let server: Server;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "one-mail-test-"));
  ses = await startMail({ port: 0, dataDir, snsUrl: "http://127.0.0.1:9" });
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    if (line.mode === "refuses") {
      response.writeHead(400, { "x-amzn-errortype": "MessageRejected" }).end('{"message":"Address is not verified"}');
      return;
    }
    const headers = { "content-type": "application/json", authorization: request.headers.authorization ?? "" };
    const answer = await fetch(`${ses.url}${request.url}`, { method: "POST", headers, body });
    line.sent++;
    if (line.mode === "loses-answers") {
      line.lost++;
      response.destroy();
      return;
    }
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.AWS_ENDPOINT_URL_SESV2 = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  shop = await startShop({
    AdMail: { sender: "ads@example.com" },
    AdManagerEmail: { value: "manager@example.com" },
    AdStopSecret: { value: "secret" },
    AdsApi: { url: "https://ads.example" },
  });
  await seedCampaigns();
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all([shop.stop(), ses.stop()]);
  await rm(dataDir, { recursive: true, force: true });
});
afterEach(() => {
  vi.useRealTimers();
  line.mode = "up";
});

const signal = () => AbortSignal.timeout(20_000);
let shortages = 0;
/** Ids sort as those of later shortages do. */
const newShortage = (productId = "glazed") =>
  stockDepleted.create({
    shortageId: `test-${String(++shortages).padStart(8, "0")}`,
    productId,
    quantity: 100,
    available: 3,
  });
const stateOf = async (shortageId: string) => (await recentMails(100)).find((mail) => mail.shortageId === shortageId);
const asked = async (shortageId: string) =>
  (await announced()).filter(({ type, data }) => type === "campaign.manager_asked" && data.shortageId === shortageId);

test("deliveries at the same time and again are one mail", async () => {
  const event = newShortage();
  const before = line.sent;
  const results = await Promise.all(Array.from({ length: 8 }, () => askToStop(event, signal())));
  expect(results.filter(({ status }) => status === "asked")).toHaveLength(1);
  expect(await askToStop(event, signal())).toEqual({ status: "repeated" });
  expect(line.sent - before).toBe(1);
  expect(await stateOf(event.data.shortageId)).toMatchObject({
    state: "sent",
    campaignIds: ["morning-glaze", "pink-week"],
  });
  expect(await asked(event.data.shortageId)).toHaveLength(1);
});

test("what SES refuses has not gone out: it is tried again at once, and why it failed is known", async () => {
  const event = newShortage();
  line.mode = "refuses";
  const refused = await askToStop(event, signal());
  expect(refused).toEqual({ status: "failed", reason: expect.stringContaining("MessageRejected") });
  expect(await stateOf(event.data.shortageId)).toMatchObject({ state: "claimed", lastError: expect.any(String) });
  line.mode = "up";
  expect(await askToStop(event, signal())).toEqual({ status: "asked" });
  expect((await stateOf(event.data.shortageId))?.lastError).toBeUndefined();
});

test("a claim whose owner crashed holds others back until it runs out", async () => {
  const event = newShortage();
  await claimMail({ ...event.data, campaignIds: [] });
  const waiting = await askToStop(event, signal());
  expect(waiting).toMatchObject({ status: "being-asked" });
  expect("retryAfterSeconds" in waiting && waiting.retryAfterSeconds).toBeLessThanOrEqual(leaseMs / 1_000);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + leaseMs + 1 });
  expect(await askToStop(event, signal())).toEqual({ status: "asked" });
});

test("nothing is asked for what is not advertised, or is there again", async () => {
  const before = line.sent;
  expect(await askToStop(newShortage("bagel"), signal())).toEqual({ status: "nothing-advertised" });
  const event = newShortage("injeolmi");
  await hearOfSupply(event);
  await hearOfSupply(
    stockReplenished.create({ productionOrderId: event.data.shortageId, productId: "injeolmi", quantity: 100 }),
  );
  expect(await askToStop(event, signal())).toEqual({ status: "overtaken" });
  expect(line.sent).toBe(before);
});

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("deliver" as const), times: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("crash" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("ses" as const), mode: fc.constantFrom("up", "refuses", "loses-answers") }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test("however delivered, crashed, lost and redriven: one mail, and one more at most for each answer that was lost", {
  timeout: 180_000,
}, async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      Object.assign(line, { mode: "up", sent: 0, lost: 0 });
      const event = newShortage();
      for (const step of steps) await run(step, event);
      line.mode = "up";
      await run({ do: "wait" }, event);
      await run({ do: "deliver", times: 2 }, event);

      expect(line.sent - line.lost).toBe(1);
      expect(await asked(event.data.shortageId)).toHaveLength(1);
      expect(await stateOf(event.data.shortageId)).toMatchObject({ state: "sent" });
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

async function run(step: Step, event: ReturnType<typeof newShortage>): Promise<void> {
  switch (step.do) {
    case "deliver":
      await Promise.all(Array.from({ length: step.times }, () => askToStop(event, signal())));
      return;
    case "crash":
      // Between claim and send.
      await claimMail({ ...event.data, campaignIds: [] });
      return;
    case "wait":
      vi.setSystemTime(Date.now() + leaseMs + 1);
      return;
    case "ses":
      line.mode = step.mode;
  }
}
