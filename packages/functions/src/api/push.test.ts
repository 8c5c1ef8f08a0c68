import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { type PushMessage, pushLimits } from "@donut/contracts/push";
import { sqs } from "@donut/core/aws/clients";
import { readFailures } from "@donut/core/messaging/failure-record";
import { send } from "@donut/core/push/fan-out";
import type { OrderNotice } from "@donut/core/push/notice";
import { everyDevice } from "@donut/core/push/subscriptions";
import { readAll } from "@donut/core/testing";
import { type PushEngine, startPush } from "@donut/offline/engines/push/start";
import { close, listen } from "@donut/offline/http/listen";
import type { Context } from "aws-lambda";
import { exportJWK, generateKeyPair } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { handler as pushSend } from "../consumers/push-send.ts";
import { callApi, recordOf, startEngines } from "../testing.ts";
import { handler } from "./push.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
let service: PushEngine;
let dataDir: string;
/** One of the deployment's own origins that is not a push service: it redirects callers elsewhere. */
const elsewhere = { asked: 0, url: "" };
const redirecting = createServer((_, response) => {
  elsewhere.asked++;
  response.writeHead(307, { location: `${service.url}/push/other` }).end();
});
let publicKey = "";

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "push-api-test-"));
  service = await startPush({ port: 0, dataDir });
  elsewhere.url = `http://localhost:${await listen(redirecting, 0)}`;
  const keys = await generateKeyPair("ES256", { extractable: true });
  const { x = "", y = "", d = "" } = await exportJWK(keys.privateKey);
  const parts = [Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")];
  publicKey = Buffer.concat(parts).toString("base64url");
  engines = await startEngines((queues) => ({
    PushSendQueue: { url: `${queues}/PushSendQueue` },
    VapidPublicKey: { value: publicKey },
    VapidPrivateKey: { value: d },
    VapidSubject: { value: "mailto:operations@donut-states.example" },
    OwnPushServices: { value: `${service.url} ${elsewhere.url}` },
    Console: { url: "https://shop.example" },
  }));
  await sqs.send(new CreateQueueCommand({ QueueName: "PushSendQueue", Attributes: { VisibilityTimeout: "60" } }));
});
afterAll(async () => {
  await close(redirecting);
  await engines.stop();
  await service.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const operators: Record<string, string>[] = [];
/** Each test has its own operator. */
const operator = () => ({ groups: ["operators"], claims: operators.at(-1) ?? {} });
beforeEach(async () => {
  operators.push({ sub: `operator-${operators.length}` });
  await behave({ answer: 201, largestBytes: 4_096 });
  await fetch(`${service.url}/messages`, { method: "DELETE" });
});

afterEach(() => {
  vi.useRealTimers();
});

const behave = (behaviour: object) =>
  fetch(`${service.url}/behaviour`, { method: "PUT", body: JSON.stringify(behaviour) });

interface BrowserSubscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
  receiver: string;
}

async function inBrowser(): Promise<BrowserSubscription> {
  const answer = await fetch(`${service.url}/subscriptions`, {
    method: "POST",
    body: JSON.stringify({ applicationServerKey: publicKey }),
  });
  return (await answer.json()) as BrowserSubscription;
}

const inputOf = ({ endpoint, keys }: BrowserSubscription, more: object = {}) => ({ endpoint, keys, ...more });
const subscribe = (body: unknown) => callApi(handler, "/push/subscriptions", { ...operator(), method: "POST", body });
const mine = async () => (await callApi(handler, "/push/subscriptions", operator())).body;

async function pushed() {
  const { messages } = (await (await fetch(`${service.url}/messages`)).json()) as {
    messages: { text: string; topic: string; urgency: string; ttlSeconds: number }[];
  };
  return messages.map(({ text, ...rest }) => ({ ...rest, ...(JSON.parse(text) as PushMessage).notification }));
}

const context = (milliseconds = 10_000) =>
  ({ awsRequestId: "request", getRemainingTimeInMillis: () => milliseconds }) as unknown as Context;

/**
 * Passes the messages waiting for this test's operator to the consumer. @returns the messages, and which of them failed
 */
async function deliver() {
  const QueueUrl = `${process.env.AWS_ENDPOINT_URL_SQS}/000000000000/PushSendQueue`;
  const { Messages: received = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ["All"],
    }),
  );
  const mine = received.filter(({ Body = "" }) => JSON.parse(Body).owner === operator().claims.sub);
  const records = mine.map((it) => recordOf(it, "arn:aws:sqs:us-east-1:000000000000:PushSendQueue"));
  const { batchItemFailures } = await pushSend({ Records: records }, context());
  const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  for (const { MessageId = "", ReceiptHandle } of received)
    if (!failed.includes(MessageId)) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return { records, failed };
}

const deliverAgain = (records: Awaited<ReturnType<typeof deliver>>["records"]) =>
  pushSend({ Records: records }, context());
const lastErrorOf = async (id: string) => (await readFailures([id])).get(id)?.lastError;

const order = (orderId: string): OrderNotice => ({
  kind: "order",
  occasion: "new",
  shop: "shop",
  orderId,
  name: `#${orderId}`,
  at: new Date().toISOString(),
  correlationId: `c-${orderId}`,
  total: { amount: "6000", currency: "KRW" },
  units: 2,
  owed: 0,
  unmapped: 0,
});

/** Subscribes a device and queues an order notification for it. */
async function tell(notice = order("1001"), more: object = {}) {
  const browser = await inBrowser();
  const { id } = (await subscribe(inputOf(browser, more))).body.subscription;
  await send([notice], [{ owner: operator().claims.sub ?? "", subscriptionId: id }], "c");
  return { browser, id };
}

test("operators can list, renew and remove their devices; others do not see them", async () => {
  const browser = await inBrowser();
  expect(await mine()).toEqual({ subscriptions: [], publicKey, limit: 10, services: [service.url, elsewhere.url] });
  const added = await subscribe(inputOf(browser, { language: "ko", device: "Chrome on a Mac" }));
  expect(added.status).toBe(201);
  const [listed, ...others] = (await mine()).subscriptions;
  expect(others).toEqual([]);
  expect(listed).toEqual({
    id: expect.stringMatching(/^[\w-]{22}$/),
    service: new URL(service.url).host,
    device: "Chrome on a Mac",
    language: "ko",
    addedAt: expect.any(String),
    until: expect.any(String),
  });
  const renewed = await subscribe(inputOf(browser, { language: "en" }));
  expect(renewed).toMatchObject({ status: 200, body: { subscription: { id: listed.id, language: "en" } } });
  expect((await mine()).subscriptions).toHaveLength(1);

  operators.push({ sub: "somebody-else" });
  expect((await mine()).subscriptions).toEqual([]);
  expect((await callApi(handler, `/push/subscriptions/${listed.id}`, { ...operator(), method: "DELETE" })).status).toBe(
    404,
  );
  operators.pop();
  expect((await callApi(handler, `/push/subscriptions/${listed.id}`, { ...operator(), method: "DELETE" })).status).toBe(
    200,
  );
  expect((await mine()).subscriptions).toEqual([]);
  await subscribe(inputOf(browser));
  const byEndpoint = { ...operator(), method: "DELETE", body: { endpoint: browser.endpoint } };
  expect((await callApi(handler, "/push/subscriptions", byEndpoint)).status).toBe(200);
  expect((await callApi(handler, "/push/subscriptions", byEndpoint)).status).toBe(404);
});

test("adding and removing a device is audited, without anything that would let others push to it", async () => {
  const browser = await inBrowser();
  const { id } = (await subscribe(inputOf(browser, { device: "Chrome on a Mac" }))).body.subscription;
  await subscribe(inputOf(browser, { device: "Chrome on a Mac" }));
  await callApi(handler, `/push/subscriptions/${id}`, { ...operator(), method: "DELETE" });
  const records = (await readAll("AuditTable"))
    .filter(({ target }) => target === id)
    .toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
  const detail = { device: "Chrome on a Mac", service: new URL(service.url).host, language: "en" };
  expect(records).toMatchObject([
    { action: "push.add-device", status: "succeeded", detail, actor: { id: operator().claims.sub } },
    { action: "push.remove-device", status: "succeeded", detail },
  ]);
  expect(JSON.stringify(records)).not.toContain(browser.endpoint);
});

test("a device is notified for two weeks after its operator last opened the console there", async () => {
  const { id } = await tell();
  const seen = (person: Parameters<typeof callApi>[2]) =>
    callApi(handler, `/push/subscriptions/${id}/seen`, { ...person, method: "POST" });
  const day = 24 * 3_600_000;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 13 * day });
  expect((await seen(operator())).status).toBe(200);
  vi.setSystemTime(Date.now() + 13 * day);
  expect(await everyDevice()).toContainEqual({ owner: operator().claims.sub, subscriptionId: id });

  // No longer in the operators' group: at most, they may view the console.
  expect((await seen({ ...operator(), groups: ["viewers"] })).status).toBe(403);
  vi.setSystemTime(Date.now() + 2 * day);
  expect((await everyDevice()).map(({ subscriptionId }) => subscriptionId)).not.toContain(id);
  await deliver();
  expect(await pushed()).toEqual([]);
  expect((await seen({ ...operator(), claims: { sub: "somebody-else" } })).status).toBe(404);
});

test("an operator has ten devices at most, even if all are added concurrently", async () => {
  const browsers = await Promise.all(Array.from({ length: pushLimits.devices + 3 }, inBrowser));
  const answers = await Promise.all(browsers.map((browser) => subscribe(inputOf(browser))));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(10).fill(201), 409, 409, 409]);
  expect((await mine()).subscriptions).toHaveLength(10);
  const known = answers.findIndex(({ status }) => status === 201);
  expect((await subscribe(inputOf(browsers[known] as BrowserSubscription))).status).toBe(200);
});

test.each([
  ["http://fcm.googleapis.com/fcm/send/a"],
  ["https://127.0.0.1/push"],
  ["https://169.254.169.254/latest/meta-data"],
  ["https://example.com/push"],
  ["https://user:pass@fcm.googleapis.com/fcm/send/a"],
  ["https://fcm.googleapis.com:444/fcm/send/a"],
  ["http://localhost:1/push"],
])("the endpoint %s is refused, and nothing is kept", async (endpoint) => {
  const { keys } = await inBrowser();
  const answer = await subscribe({ endpoint, keys });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "/endpoint" }] } });
  expect((await mine()).subscriptions).toEqual([]);
});

test.each([
  [{ keys: { auth: "short" } }, "/keys/auth"],
  [{ keys: { p256dh: "short" } }, "/keys/p256dh"],
  [{ keys: { p256dh: Buffer.alloc(65, 4).toString("base64url") } }, "/keys/p256dh"],
  [{ endpoint: undefined }, "/endpoint"],
  [{ keys: undefined }, "/keys"],
  [{ language: "fr" }, "/language"],
  [{ device: "x".repeat(101) }, "/device"],
])("a subscription with %j is refused with its place", async (change, pointer) => {
  const right = inputOf(await inBrowser());
  const keys = "keys" in change && change.keys ? { ...right.keys, ...change.keys } : right.keys;
  const { status, body } = await subscribe({
    ...right,
    ...change,
    ...(!("keys" in change && !change.keys) && { keys }),
  });
  expect(status).toBe(400);
  expect(body.errors[0].pointer).toBe(pointer);
  expect((await mine()).subscriptions).toEqual([]);
});

test("viewers may look but not subscribe; customers and strangers may do neither", async () => {
  const body = inputOf(await inBrowser());
  const post = (groups?: string[]) =>
    callApi(handler, "/push/subscriptions", { method: "POST", body, ...(groups && { groups }) }).then(
      (it) => it.status,
    );
  expect(await post(["viewers"])).toBe(403);
  expect(await post([])).toBe(403);
  expect(await post()).toBe(401);
  expect((await callApi(handler, "/push/subscriptions", { groups: ["viewers"] })).status).toBe(200);
});

test("a test notification reaches the chosen device, or all of the operator's, the way orders do", async () => {
  const testing = (body: object) => callApi(handler, "/push/test", { ...operator(), method: "POST", body });
  expect((await testing({})).status).toBe(409);
  const { id } = (await subscribe(inputOf(await inBrowser()))).body.subscription;
  await subscribe(inputOf(await inBrowser(), { language: "ko" }));
  expect((await testing({ subscriptionId: "nobody" })).status).toBe(404);
  expect((await testing({ other: 1 })).status).toBe(400);
  expect(await testing({ subscriptionId: id })).toMatchObject({ status: 202, body: { devices: 1 } });
  expect((await deliver()).failed).toEqual([]);
  expect(await pushed()).toMatchObject([
    { title: "Notifications reach this device", navigate: "https://shop.example/console/notifications" },
  ]);
  expect(await testing({})).toMatchObject({ status: 202, body: { devices: 2 } });
  await deliver();
  expect((await pushed()).map(({ lang }) => lang).toSorted()).toEqual(["en", "en", "ko"]);
});

test("201: an order is pushed once, urgently and for four hours, however often its message arrives", async () => {
  await tell();
  const { records, failed } = await deliver();
  expect(failed).toEqual([]);
  expect(await pushed()).toMatchObject([
    { title: "New order #1001 · 6,000 KRW", tag: "order-shop-1001", urgency: "high", ttlSeconds: 14_400 },
  ]);
  expect((await pushed())[0]?.topic).toMatch(/^[\w-]{32}$/);
  await deliverAgain(records);
  expect(await pushed()).toHaveLength(1);
});

test.each([404, 410])("%i: the device is forgotten, and nothing fails", async (answer) => {
  await tell();
  await behave({ answer });
  expect((await deliver()).failed).toEqual([]);
  expect((await mine()).subscriptions).toEqual([]);
  expect(await pushed()).toEqual([]);
});

test("a device that has unsubscribed from its push service is forgotten", async () => {
  const { browser } = await tell();
  await fetch(browser.receiver, { method: "DELETE" });
  expect((await deliver()).failed).toEqual([]);
  expect((await mine()).subscriptions).toEqual([]);
});

test("413: a shorter message is tried once; if that is too long as well, it becomes a dead letter", async () => {
  await tell({ ...order("1002"), owed: 1 });
  await behave({ largestBytes: 320 });
  expect((await deliver()).failed).toEqual([]);
  const [short] = await pushed();
  expect(short?.title).toBe("New order #1002 · 6,000 KRW");
  expect(short?.body).toBeUndefined();

  await tell(order("1003"));
  await behave({ largestBytes: 50 });
  const { failed } = await deliver();
  expect(failed).toHaveLength(1);
  expect(await lastErrorOf(failed[0] ?? "")).toMatchObject({ name: "PushRefused", retryable: false });
  expect((await mine()).subscriptions).toHaveLength(2);
});

test.each([429, 503])("%i: the message waits as long as the service says", async (answer) => {
  await tell();
  await behave({ answer, retryAfterSeconds: 1_800 });
  const { records, failed } = await deliver();
  expect(failed).toEqual([records[0]?.messageId]);
  expect(await lastErrorOf(failed[0] ?? "")).toMatchObject({ name: "PushServiceUnavailable", retryable: true });
  expect((await deliver()).records).toEqual([]);
  await behave({ answer: 201 });
  expect((await deliverAgain(records)).batchItemFailures).toEqual([]);
  expect(await pushed()).toHaveLength(1);
  expect((await mine()).subscriptions).toHaveLength(1);
});

test.each([400, 401, 403])("%i: our keys are wrong: a dead letter, and the device stays", async (answer) => {
  await tell();
  await behave({ answer });
  const { failed } = await deliver();
  expect(failed).toHaveLength(1);
  expect(await lastErrorOf(failed[0] ?? "")).toMatchObject({
    name: "PushRefused",
    retryable: false,
    message: expect.stringContaining(`answered ${answer}`),
  });
  expect((await mine()).subscriptions).toHaveLength(1);
});

test("redirects of a push service are not followed", async () => {
  const { keys } = await inBrowser();
  const { id } = (await subscribe({ endpoint: `${elsewhere.url}/push/x`, keys })).body.subscription;
  elsewhere.asked = 0;
  await send([order("1004")], [{ owner: operator().claims.sub ?? "", subscriptionId: id }], "c");
  const { failed } = await deliver();
  expect(failed).toHaveLength(1);
  expect(elsewhere.asked).toBe(1);
  expect(await lastErrorOf(failed[0] ?? "")).toMatchObject({
    name: "PushRefused",
    message: expect.stringContaining("307"),
  });
  expect(await pushed()).toEqual([]);
});

test("a removed device gets no more notifications", async () => {
  const { id } = await tell();
  await callApi(handler, `/push/subscriptions/${id}`, { ...operator(), method: "DELETE" });
  expect((await deliver()).failed).toEqual([]);
  expect(await pushed()).toEqual([]);
});

test("a subscription's secrets are in no answer and in no message", async () => {
  const { browser } = await tell(order("1005"));
  const { records } = await deliver();
  const said = JSON.stringify([await mine(), records.map(({ body }) => body)]);
  for (const secret of [browser.keys.auth, browser.keys.p256dh, browser.endpoint]) expect(said).not.toContain(secret);
  expect(JSON.stringify(await readAll("PushTable"))).not.toContain(browser.endpoint);
});
