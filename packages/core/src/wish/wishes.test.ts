import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { testAddress } from "@donut/contracts/test-traffic";
import { startMail } from "@donut/offline/engines/ses/start";
import { startMessaging } from "@donut/offline/engines/sqs/start";
import { accountId, region } from "@donut/offline/graph/addresses";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dynamodb, sqs } from "../aws/clients.ts";
import { announced, startShop } from "../testing.ts";
import { askToBeNotified, mostPerAddress } from "./ask.ts";
import { callWishers, type WishCall, wishCall } from "./call-wishers.ts";
import { notifyWisher } from "./notify-wisher.ts";
import { sweepWishes } from "./sweep-wishes.ts";
import { endWishesOf, forgetWishesOf, takeBack, wishesOf } from "./take-back.ts";
import { countTo } from "./testing.ts";
import { holderOf, readWish, type Wish } from "./wish.ts";
import { openUndoToken } from "./wish-links.ts";

const secret = "WishSecret of a test";
const productId = "glazed";
let ses: string;
let queue: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "wishes-"));
  const mail = await startMail({ port: 0, dataDir, snsUrl: "http://127.0.0.1:9" });
  const messaging = await startMessaging({ port: 0, dataDir, region, accountId });
  Object.assign(process.env, { AWS_ENDPOINT_URL_SESV2: mail.url, AWS_ENDPOINT_URL_SQS: messaging.url });
  ses = mail.url;
  queue = `${messaging.url}/${accountId}/WishMail`;
  const shop = await startShop({
    OrderMail: { sender: "orders@example.com" },
    Store: { url: "https://donuts.example" },
    SalesApi: { url: "https://api.donuts.example/sales" },
    WishMailQueue: { url: queue },
  });
  await sqs.send(new CreateQueueCommand({ QueueName: "WishMail" }));
  stop = async () => {
    await Promise.all([shop.stop(), mail.stop(), messaging.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
});
afterAll(() => stop());
beforeEach(() => countTo(productId, 0));

let people = 0;
const somebody = () => `person-${++people}@example.com`;
const ask = (email: string, language: "en" | "ko" = "en") => askToBeNotified({ productId, email, language }, secret);
const undo = async (asked: Awaited<ReturnType<typeof ask>>) => {
  const link = openUndoToken(asked.status === "asked" ? asked.undo : "", secret);
  if (link.status !== "valid") throw new Error(`The token is ${link.status}.`);
  await takeBack(link);
};
const signal = () => AbortSignal.timeout(20_000);
const tell = (call: WishCall) => notifyWisher(call, signal());
const callOf = ({ productId, id, wishId }: Wish): WishCall => ({ productId, id, wishId, correlationId: "c" });
const wishOf = (email: string) => readWish({ productId, id: holderOf(email) });
const mailsTo = async (email: string) => {
  const { emails } = (await (await fetch(`${ses}/store`)).json()) as {
    emails: { subject: string; destination: { to: string[] }; body: { text: string; html: string } }[];
  };
  return emails.filter(({ destination }) => destination.to.includes(email));
};
async function called(): Promise<WishCall[]> {
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10 }),
  );
  for (const { ReceiptHandle: handle } of messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: handle }));
  return messages.map(({ Body: body = "" }) => wishCall.parse(JSON.parse(body)));
}

test("asking again is the same wish and the same answer, and it ends with one mail in the last language", async () => {
  const email = somebody();
  const first = await ask(email);
  const second = await ask(email, "ko");
  expect(Object.keys(second)).toEqual(Object.keys(first));
  expect(second.status).toBe("asked");
  await countTo(productId, 3);
  expect(await callWishers(productId, signal())).toBe(1);
  const [call, ...others] = await called();
  expect(others).toEqual([]);
  if (!call) throw new Error("Nobody was called.");
  const results = await Promise.all(Array.from({ length: 6 }, () => tell(call)));
  expect(results.filter(({ status }) => status === "sent")).toHaveLength(1);
  expect(await tell(call)).toEqual({ status: "over" });
  const mails = await mailsTo(email);
  expect(mails).toMatchObject([{ subject: "오리지널 글레이즈드, 다시 나왔어요" }]);
  expect(mails[0]?.body.text).toContain("https://donuts.example/donuts/glazed");
  expect(mails[0]?.body.html).toContain("https://api.donuts.example/sales/wishes/end?token=");
  expect(await wishOf(email)).toBeUndefined();
});

test("a request that is taken back leaves those of others, and the last one ends the wish", async () => {
  const email = somebody();
  const mine = await ask(email);
  const other = await ask(email);
  for (let times = 0; times < 2; times++) await undo(other);
  expect(await wishOf(email)).toBeDefined();
  await undo(mine);
  expect(await wishOf(email)).toBeUndefined();
});

test("who can ask for one at once waits for nothing, and nothing is kept", async () => {
  await countTo(productId, 2);
  const email = somebody();
  expect(await ask(email)).toEqual({ status: "in-stock", available: 2 });
  expect(await wishOf(email)).toBeUndefined();
  expect(await askToBeNotified({ productId: "none", email, language: "en" }, secret)).toEqual({
    status: "unknown-product",
  });
});

test("an address may ask a limited number of times a day, over all products", async () => {
  const email = somebody();
  const answers = await Promise.all(Array.from({ length: mostPerAddress + 2 }, () => ask(email)));
  expect(answers.filter(({ status }) => status === "asked")).toHaveLength(mostPerAddress);
  expect(await ask(email)).toEqual({ status: "too-many", of: "address" });
  expect((await ask(somebody())).status).toBe("asked");
});

test("nobody is mailed while it is sold out, and those who miss out keep waiting", async () => {
  const email = somebody();
  await ask(email);
  expect(await callWishers(productId, signal())).toBe(0);
  const before = await wishOf(email);
  if (!before) throw new Error("There is no wish.");
  expect(await tell(callOf(before))).toEqual({ status: "sold-out" });
  expect(await wishOf(email)).toEqual(before);
  expect(await mailsTo(email)).toEqual([]);
});

test("stock added by an operator is announced, stock removed is not", async () => {
  await countTo(productId, 5);
  const events = (await announced()).filter(({ type }) => type === "stock.added");
  expect(events.at(-1)).toMatchObject({ data: { productId, units: 5 } });
  await countTo(productId, 1);
  expect((await announced()).filter(({ type }) => type === "stock.added")).toHaveLength(events.length);
});

test("test traffic is not mailed, and a person can end everything or be forgotten", async () => {
  const tested = testAddress("mina");
  const [gone, forgotten] = [somebody(), somebody()];
  for (const email of [tested, gone, forgotten]) await ask(email);
  expect((await wishesOf(holderOf(gone))).map((it) => it.productId)).toEqual([productId]);
  await endWishesOf(holderOf(gone));
  await forgetWishesOf(forgotten);
  const left = await wishOf(tested);
  await countTo(productId, 1);
  expect(left && (await tell(callOf(left)))).toEqual({ status: "test" });
  for (const email of [tested, gone, forgotten]) {
    expect(await wishOf(email)).toBeUndefined();
    expect(await mailsTo(email)).toEqual([]);
  }
});

test("a mail that SES refuses is sent by the next try, and does not hold up others", async () => {
  const email = somebody();
  await ask(email);
  await countTo(productId, 1);
  const own = await wishOf(email);
  if (!own) throw new Error("There is no wish.");
  const behave = (refuse: boolean) => fetch(`${ses}/behaviour`, { method: "PUT", body: JSON.stringify({ refuse }) });
  await behave(true);
  expect(await tell(callOf(own))).toMatchObject({ status: "failed" });
  await behave(false);
  expect(await tell(callOf(own))).toEqual({ status: "sent" });
  expect(await mailsTo(email)).toHaveLength(1);
});

test("a wish whose messages were lost is picked up by the sweep, less and less often", async () => {
  const email = somebody();
  await ask(email);
  await countTo(productId, 1);
  const giveUpAt = Date.now() + 60_000;
  const inMinutes = (minutes: number) => sweepWishes(giveUpAt, Date.now() + minutes * 60_000);
  expect(await inMinutes(9)).toEqual({ called: 0 });
  expect((await inMinutes(11)).called).toBeGreaterThanOrEqual(1);
  expect((await called()).map(({ id }) => id)).toContain(holderOf(email));
  expect(await inMinutes(12)).toEqual({ called: 0 });
  expect((await inMinutes(22)).called).toBeGreaterThanOrEqual(1);
  expect(await inMinutes(33)).toEqual({ called: 0 });
});

const step = fc.oneof(
  fc.record({ do: fc.constant("ask" as const) }),
  fc.record({ do: fc.constant("count" as const), units: fc.constantFrom(0, 0, 4) }),
  fc.record({ do: fc.constant("deliver" as const), copies: fc.integer({ min: 1, max: 3 }), crash: fc.boolean() }),
);

test("duplicates, retries and crashes before the wish ends: one mail per wish", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const email = somebody();
      await countTo(productId, 0);
      const wishes = new Map<string, Wish>();
      for (const it of [
        ...steps,
        { do: "count", units: 4 } as const,
        { do: "deliver", copies: 2, crash: false } as const,
      ]) {
        if (it.do === "ask") await ask(email);
        if (it.do === "count") await countTo(productId, it.units);
        const now = await wishOf(email);
        if (now) wishes.set(now.wishId, now);
        if (it.do !== "deliver") continue;
        const crashes = it.crash ? crashBeforeEnding() : undefined;
        const calls = [...wishes.values()].flatMap((one) => Array.from({ length: it.copies }, () => callOf(one)));
        await Promise.allSettled(calls.map(tell));
        crashes?.stop();
      }
      expect(await wishOf(email)).toBeUndefined();
      expect(await mailsTo(email)).toHaveLength(wishes.size);
    }),
    { numRuns: 10 },
  );
});

/** Workers die after the mail is sent and recorded, and before the wish is ended. */
function crashBeforeEnding() {
  const name = "crash before ending";
  dynamodb.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === "DeleteCommand" || commandName === "DeleteItemCommand") throw new Error("The worker died.");
        return next(args);
      },
    { step: "initialize", name },
  );
  return { stop: () => dynamodb.middlewareStack.remove(name) };
}
