import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { orderPlaced } from "@donut/contracts/events/order";
import { testAddress } from "@donut/contracts/test-traffic";
import { startMail } from "@donut/offline/engines/ses/start";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEvent } from "../messaging/event.ts";
import { startShop } from "../testing.ts";
import { confirmOrder } from "./confirm-order.ts";

let stop: () => Promise<void>;
let ses: string;
beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "order-mail-"));
  const mail = await startMail({ port: 0, dataDir, snsUrl: "http://127.0.0.1:9" });
  ses = mail.url;
  process.env.AWS_ENDPOINT_URL_SESV2 = ses;
  const shop = await startShop({
    OrderMail: { sender: "orders@example.com" },
    Store: { url: "https://donuts.example" },
  });
  stop = async () => {
    await Promise.all([shop.stop(), mail.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
});
afterAll(() => stop());

let orders = 0;
const sold = (more: { email?: string; language?: "en" | "ko"; test?: boolean } = {}) => {
  const lines = [{ productId: "glazed", quantity: 1, price: 1500 }];
  const orderId = `ord_${++orders}`;
  return createEvent(orderPlaced, { orderId, email: `${orderId}@example.com`, lines, units: 1, total: 1500, ...more });
};
const confirm = (event: ReturnType<typeof sold>) => confirmOrder(event, AbortSignal.timeout(10_000));
const mailsTo = async (email: string) => {
  const { emails } = (await (await fetch(`${ses}/store`)).json()) as {
    emails: { from: string; subject: string; destination: { to: string[] } }[];
  };
  return emails.filter(({ destination }) => destination.to.includes(email));
};

test("an order is confirmed once, however often and concurrently its message is delivered", async () => {
  const event = sold({ language: "ko" });
  const results = await Promise.all(Array.from({ length: 8 }, () => confirm(event)));
  expect(results.filter(({ status }) => status === "sent")).toHaveLength(1);
  expect(await confirm(event)).toEqual({ status: "repeated" });
  expect(await mailsTo(event.data.email)).toMatchObject([
    { from: "orders@example.com", subject: expect.stringContaining("도넛 1개") },
  ]);
});

test("a mail that SES refuses is sent by the next try", async () => {
  const event = sold({ language: "en" });
  const behave = (refuse: boolean) => fetch(`${ses}/behaviour`, { method: "PUT", body: JSON.stringify({ refuse }) });
  await behave(true);
  expect(await confirm(event)).toMatchObject({ status: "failed", reason: expect.stringContaining("MessageRejected") });
  await behave(false);
  expect(await confirm(event)).toEqual({ status: "sent" });
  expect(await mailsTo(event.data.email)).toHaveLength(1);
});

test("orders without a language and test traffic get no mail", async () => {
  const silent = sold();
  const tested = sold({ email: testAddress("mina"), language: "en", test: true });
  for (const event of [silent, tested]) {
    expect(await confirm(event)).toEqual({ status: "not-wanted" });
    expect(await mailsTo(event.data.email)).toEqual([]);
  }
});
