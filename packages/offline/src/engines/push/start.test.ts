import { createECDH, generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encrypt } from "http_ece";
import { SignJWT } from "jose";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PortInUseError } from "../ports.ts";
import { type PushEngine, startPush } from "./start.ts";

let dataDir: string;
let engine: PushEngine;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "push-test-"));
  engine = await startPush({ port: 0, dataDir });
});
afterEach(async () => {
  await engine.stop();
  await rm(dataDir, { recursive: true, force: true });
});

interface Subscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
  receiver: string;
}

function server() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const point = [Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")];
  return { key: Buffer.concat(point).toString("base64url"), privateKey };
}
const shop = server();

async function subscribe(key = shop.key): Promise<Subscription> {
  const response = await fetch(`${engine.url}/subscriptions`, {
    method: "POST",
    body: JSON.stringify({ applicationServerKey: key }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as Subscription;
}

interface Push {
  claims?: Record<string, unknown>;
  headers?: Record<string, string>;
  by?: ReturnType<typeof server>;
  /** In place of the encrypted text. */
  body?: Buffer;
}

async function push({ endpoint, keys }: Subscription, text: string, { claims, headers, by = shop, body }: Push = {}) {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const token = await new SignJWT({ aud: engine.url, exp, sub: "mailto:me@example.com", ...claims })
    .setProtectedHeader({ alg: "ES256", typ: "JWT" })
    .sign(by.privateKey);
  const own = createECDH("prime256v1");
  own.generateKeys();
  const encrypted = encrypt(Buffer.from(text), {
    version: "aes128gcm",
    privateKey: own,
    dh: keys.p256dh,
    authSecret: keys.auth,
  });
  return fetch(endpoint, {
    method: "POST",
    headers: {
      authorization: `vapid t=${token}, k=${by.key}`,
      "content-encoding": "aes128gcm",
      ttl: "60",
      ...headers,
    },
    body: new Uint8Array(body ?? encrypted),
  });
}

async function pushed() {
  const response = await fetch(`${engine.url}/messages`);
  const { messages } = (await response.json()) as {
    messages: { text: string; topic?: string; urgency: string; ttlSeconds: number; state: string }[];
  };
  return messages;
}

const behave = (behaviour: object) =>
  fetch(`${engine.url}/behaviour`, { method: "PUT", body: JSON.stringify(behaviour) });

test("a push is decrypted and kept across a restart; the page shows its content", async () => {
  const subscription = await subscribe();
  const declarative = { web_push: 8030, notification: { title: "도넛 <3", body: "14 new", navigate: "http://x" } };
  const response = await push(subscription, JSON.stringify(declarative), {
    headers: { topic: "order-1", urgency: "high", ttl: "14400" },
  });
  expect(response.status).toBe(201);
  expect(response.headers.get("location")).toMatch(`${engine.url}/messages/`);

  await engine.stop();
  engine = await startPush({ port: Number(new URL(engine.url).port), dataDir });
  expect(await pushed()).toMatchObject([
    { text: JSON.stringify(declarative), topic: "order-1", urgency: "high", ttlSeconds: 14_400, state: "waiting" },
  ]);
  const page = await (await fetch(engine.url, { headers: { "accept-language": "ko" } })).text();
  expect(page).toContain("도넛 &lt;3");
  expect(page).toContain('lang="ko"');
  expect((await push(subscription, "still here")).status).toBe(201);
  expect((await fetch(`${engine.url}/messages`, { method: "DELETE" })).status).toBe(204);
  expect(await pushed()).toEqual([]);
});

test.each<[string, number, Push]>([
  ["without authorization", 401, { headers: { authorization: "" } }],
  ["with a forged token", 401, { by: { ...server(), key: shop.key } }],
  ["by another server", 403, { by: server() }],
  ["for another push service", 403, { claims: { aud: "https://fcm.googleapis.com" } }],
  ["with an expired token", 403, { claims: { exp: 1 } }],
  ["with a token for a month", 403, { claims: { exp: Math.floor(Date.now() / 1000) + 30 * 86_400 } }],
  ["by nobody to write to", 403, { claims: { sub: "me" } }],
  ["without a TTL", 400, { headers: { ttl: "" } }],
  ["with a topic that is too long", 400, { headers: { topic: "a".repeat(33) } }],
  ["with an unknown urgency", 400, { headers: { urgency: "highest" } }],
  ["in an older encoding", 400, { headers: { "content-encoding": "aesgcm" } }],
  ["that nobody can decrypt", 400, { body: randomBytes(200) }],
  ["that is too large", 413, { body: randomBytes(4_097) }],
])("a push %s is answered with %i, and nothing is kept", async (_, status, how) => {
  const response = await push(await subscribe(), "text", how);
  expect(response.status).toBe(status);
  expect(await response.text()).not.toBe("");
  expect(await pushed()).toEqual([]);
});

test("an unsubscribed device is gone, an unknown one is not found", async () => {
  const subscription = await subscribe();
  expect((await fetch(subscription.receiver, { method: "DELETE" })).status).toBe(204);
  expect((await push(subscription, "text")).status).toBe(410);
  expect((await fetch(subscription.receiver, { method: "DELETE" })).status).toBe(404);
  expect((await push({ ...subscription, endpoint: `${engine.url}/push/nobody` }, "text")).status).toBe(404);
  expect(await pushed()).toEqual([]);
});

test.each([404, 410, 413, 429, 403, 503])("it answers %i when it is told to", async (status) => {
  const subscription = await subscribe();
  expect((await behave({ answer: status, retryAfterSeconds: 7 })).status).toBe(200);
  const response = await push(subscription, "text");
  expect(response.status).toBe(status);
  expect(response.headers.get("retry-after")).toBe([429, 503].includes(status) ? "7" : null);
  await behave({ answer: 201 });
  expect((await push(subscription, "text")).status).toBe(201);
});

test("an unknown behaviour is refused, and the current one stays", async () => {
  expect((await behave({ answer: 302 })).status).toBe(400);
  expect(await (await fetch(`${engine.url}/behaviour`)).json()).toMatchObject({ answer: 201, largestBytes: 4_096 });
  await behave({ largestBytes: 100 });
  expect((await push(await subscribe(), "text")).status).toBe(413);
});

test("a receiver gets what was waiting and then what arrives; only the latest of each topic", async () => {
  const subscription = await subscribe();
  await push(subscription, "first of a", { headers: { topic: "a" } });
  await push(subscription, "second of a", { headers: { topic: "a" } });
  const leaving = new AbortController();
  const stream = await fetch(subscription.receiver, { signal: leaving.signal });
  expect(stream.headers.get("content-type")).toBe("text/event-stream");
  let seen = "";
  const reading = (async () => {
    for await (const part of stream.body ?? []) seen += new TextDecoder().decode(part);
  })().catch(() => {});
  await push(subscription, "third\nwith two lines");
  await expect.poll(() => seen).toContain("data: third\ndata: with two lines\n\n");
  leaving.abort();
  await reading;
  expect(seen).toContain("data: second of a");
  expect(seen).not.toContain("first of a");
  expect((await pushed()).map(({ state }) => state)).toEqual(["delivered", "delivered", "replaced"]);
});

test("pages of this machine may subscribe, those of others may not", async () => {
  const ask = (origin: string) =>
    fetch(`${engine.url}/subscriptions`, { method: "OPTIONS", headers: { origin } }).then(({ headers }) =>
      headers.get("access-control-allow-origin"),
    );
  expect(await ask("http://localhost:3000")).toBe("http://localhost:3000");
  expect(await ask("https://localhost.example")).toBeNull();
  expect(await ask("http://localhost.example:80")).toBeNull();
});

test("an invalid key is refused", async () => {
  const response = await fetch(`${engine.url}/subscriptions`, {
    method: "POST",
    body: JSON.stringify({ applicationServerKey: "abc" }),
  });
  expect(response.status).toBe(400);
});

test("a taken port is refused; the running engine is unaffected", async () => {
  const port = Number(new URL(engine.url).port);
  await expect(startPush({ port, dataDir })).rejects.toBeInstanceOf(PortInUseError);
  expect(await pushed()).toEqual([]);
});
