import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { people } from "../test/notes/graph.ts";
import { notesOf, openNotes } from "../test/notes/start.ts";
import { ownPorts } from "../test/ports.ts";

const seed = 20_261_128;
const shotsPerPort = 150;
const together = 25;
const patienceMs = 300;

/** Names that every JavaScript object inherits. */
const inherited = fc.constantFrom("constructor", "__proto__", "toString", "valueOf", "hasOwnProperty");
const name = fc.oneof(inherited, fc.constantFrom("", "ListQueues", "Publish", "Invoke", "SendEmail"), fc.string());

const path = fc.oneof(
  fc.constantFrom(
    "/",
    "//",
    "*",
    "?",
    "/%",
    "/%ff",
    "/../..",
    "http://",
    "/assets/app.js",
    "/note/notes/one",
    "/store",
    "/store?since=a&since=b",
    "/get-emlContent?messageId=none",
    "/get-emlContent",
    "/clear-store",
    "/behaviour",
    "/messages",
    "/auth",
    "/token",
    "/sign-in/",
    "/sign-in/constructor",
    "/subscriptions/__proto__",
    "/v2/email/configuration-sets/__proto__",
    "/v2/email/outbound-emails",
    "/note-socket",
    "/note-socket/@connections/constructor",
  ),
  name.map((it) => `/${encodeURIComponent(it.toWellFormed())}`),
  name.map((it) => `/2015-03-31/functions/${encodeURIComponent(it.toWellFormed())}/invocations`),
  name.map((it) => `/2015-03-31/event-source-mappings/${encodeURIComponent(it.toWellFormed())}`),
  fc.string().map((it) => `/${it}`),
);

const header = fc.oneof(
  fc.constantFrom(
    "range: bytes=5-2",
    "range: bytes=-5",
    "range: bytes=x",
    "range: bytes=99999999999-",
    "expect: 100-continue",
    "expect: constructor",
    "upgrade: websocket\r\nconnection: upgrade",
    "upgrade: h2c\r\nconnection: upgrade",
    "transfer-encoding: chunked",
    "content-length: 5",
    "content-encoding: gzip",
    "content-type: application/json",
    "content-type: application/x-www-form-urlencoded",
    "content-type: application/x-amz-json-1.0",
    "content-type: text/html; charset=constructor",
    "authorization: AWS4-HMAC-SHA256 Credential=constructor/x",
    "authorization: Bearer a.b.c",
    "authorization: vapid t=,k=__proto__",
    "cookie: __proto__=1; constructor",
    "sec-websocket-key: x\r\nsec-websocket-version: 13",
    "if-none-match: *",
    "accept-language: \xff",
  ),
  name.map((it) => `x-amz-target: AmazonSQS.${it.replaceAll(/[^ -~]/g, "")}`),
  name.map((it) => `x-amz-target: DynamoDB_20120810.${it.replaceAll(/[^ -~]/g, "")}`),
  fc.constantFrom(
    "x-amz-target: GraniteServiceVersion20100801.GetMetricData",
    "x-amz-target: Logs_20140328.FilterLogEvents",
  ),
);

const body = fc.oneof(
  name.map((it) => `Action=${it}`),
  name.map((it) => `Action=${it}&Version=2012-11-05&${it}.1.${it}=${it}`),
  name.map((it) => `{"${it}": {"${it}": 1}}`),
  fc.json(),
  fc.constantFrom("", "null", "[", "0\r\n\r\n", "fffffffff\r\n", "1e999", '{"__proto__": {"x": 1}}', '"\\ud83c"'),
  fc.string(),
);

/** Mostly requests in which everything is hostile; sometimes not a request at all. */
const shot = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 9,
    arbitrary: fc
      .record({
        method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "CONNECT", "TRACE", "NONE"),
        path,
        version: fc.constantFrom("1.1", "1.1", "1.1", "1.0", "9.9"),
        host: fc.constantFrom("host: localhost", "host: 127.0.0.1:1", "host: [::1]", "host: \xff", "x: y"),
        headers: fc.array(header, { maxLength: 4 }),
        body,
        measured: fc.boolean(),
      })
      .map(({ method, path: target, version, host, headers, body: text, measured }) => {
        const length = measured ? [`content-length: ${Buffer.byteLength(text)}`] : [];
        const head = [`${method} ${target} HTTP/${version}`, host, ...headers, ...length].join("\r\n");
        return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, "latin1"), Buffer.from(text)]);
      }),
  },
);

/** Each of these once crashed an engine or the whole system. */
const known = [
  "GET / HTTP/1.1\r\nhost: localhost\r\nrange: bytes=5-2\r\n\r\n",
  "GET /get-emlContent?messageId=none HTTP/1.1\r\nhost: localhost\r\n\r\n",
  "GET /store?since=a&since=b HTTP/1.1\r\nhost: localhost\r\n\r\n",
  "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 18\r\n\r\nAction=constructor",
].map((text) => Buffer.from(text));

test("every port survives any bytes, and the system works on", async () => {
  const ports = await ownPorts();
  const notes = await openNotes();
  notes.graph.userPools = [people];
  const runtime = await notes.start({ ports });
  await runtime.sitesReady;
  const shots = [...known, ...fc.sample(shot, { seed, numRuns: shotsPerPort })];
  for (const [part, port] of Object.entries(ports)) {
    for (let from = 0; from < shots.length; from += together) {
      await Promise.all(shots.slice(from, from + together).map((bytes) => fire(port, bytes)));
    }
    expect(await answers(port), part).toBe(true);
  }
  expect(notes.said.filter((text) => /ended|crashed/.test(text))).toEqual([]);
  const { write, text } = notesOf(runtime);
  expect(await write("after", "alive")).toBe(201);
  expect(await text("after")).toBe("alive");
});

test("no port answers a page of another site, or by another name", async () => {
  const ports = await ownPorts();
  const notes = await openNotes();
  notes.graph.userPools = [people];
  await notes.start({ ports });
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "null", "sec-fetch-site": "cross-site" },
    { origin: "http://localhost.evil.example" },
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
    { host: "evil.example" },
    { host: "127.0.0.1.evil.example" },
  ];
  for (const [part, port] of Object.entries(ports)) {
    for (const headers of foreign) {
      for (const method of ["GET", "POST", "OPTIONS"]) {
        const { status, answered } = await ask(port, { method, headers });
        expect([part, method, headers, status]).toEqual([part, method, headers, 403]);
        expect(Object.keys(answered).filter((name) => name.startsWith("access-control-"))).toEqual([]);
      }
    }
    const own: Record<string, string>[] = [
      { origin: `http://localhost:${port}` },
      { origin: "null", "sec-fetch-site": "same-origin" },
    ];
    for (const headers of own) expect((await ask(port, { headers })).status, part).not.toBe(403);
  }
});

/** Sends `host` and `origin` as given, which `fetch` does not. */
function ask(port: number, options: { method?: string; headers: Record<string, string> }) {
  return new Promise<{ status: number; answered: IncomingHttpHeaders }>((resolve, reject) => {
    const headers = { host: `localhost:${port}`, ...options.headers };
    const sent = request({ host: "127.0.0.1", port, ...options, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, answered: response.headers });
    });
    sent.on("error", reject).end();
  });
}

/** Sends the bytes and waits until the other side closes the connection or stops answering. */
function fire(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", () => resolve());
    socket.on("data", () => {});
    socket.end(bytes);
  });
}

/** @returns whether any HTTP answer arrives */
async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}
