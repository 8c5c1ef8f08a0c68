import { once } from "node:events";
import { connect as openSocket } from "node:net";
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { expect, onTestFinished, test, vi } from "vitest";
import { lambdaFunction, startFunctions } from "../../test/functions.ts";
import type { SocketEvent } from "../../test/handlers/socket.ts";
import { connect, refused } from "../../test/socket-client.ts";
import { startGateway } from "../api-gateway/gateway.ts";
import { clientConfig } from "../engines/client-config.ts";
import type { SocketApi } from "../graph/types.ts";
import type { Clock } from "./clock.ts";

const fn = lambdaFunction({ name: "Socket", handler: "handlers/socket.handler" });
const http = lambdaFunction({ name: "Http", handler: "handlers/http.handler" });
const gate = lambdaFunction({ name: "Gate", handler: "handlers/socket.authorize" });

const route = (key: string) => ({ route: key, functionArn: fn.arn });
const patience = { timeout: 10_000, interval: 10 };

async function start(api: Partial<SocketApi> = {}, integrationTimeoutMs = 29_000) {
  const { functions, logs } = await startFunctions([fn, http, gate]);
  const clock = manualClock();
  const full: SocketApi = {
    name: "ChatApi",
    url: "",
    routeSelection: ["action"],
    authorizers: [],
    routes: ["$connect", "$disconnect", "$default", "join", "throw", "nothing", "slow"].map(route),
    ...api,
  };
  const shop = { name: "ShopApi", url: "", authorizers: [], routes: [{ route: "$default", functionArn: http.arn }] };
  const gateway = await startGateway({
    graph: { socketApis: [full], httpApis: [shop] },
    functions,
    port: 0,
    origins: ["https://any.example"],
    integrationTimeoutMs,
    clock,
  });
  onTestFinished(() => gateway.stop());
  const base = `127.0.0.1:${gateway.port}/chat`;
  const client = new ApiGatewayManagementApiClient({ ...clientConfig(`http://${base}`), maxAttempts: 1 });
  onTestFinished(() => client.destroy());

  const events = () =>
    logs.filter(({ stream }) => stream === "stdout").map(({ line }) => JSON.parse(line) as SocketEvent);
  const eventOf = (routeKey: string) =>
    vi.waitUntil(() => events().find(({ requestContext }) => requestContext.routeKey === routeKey), patience);
  return { url: `ws://${base}`, base, gateway, client, clock, events, eventOf };
}

/** Stands still until the test advances it. */
function manualClock(): Clock & { advance(milliseconds: number): void } {
  let now = Date.now();
  const works = new Set<() => void>();
  return {
    now: () => now,
    every(_, work) {
      works.add(work);
      return () => works.delete(work);
    },
    advance(milliseconds) {
      now += milliseconds;
      for (const work of works) work();
    },
  };
}

test("connecting, two messages and disconnecting, as the functions see them", async () => {
  const { url, base, eventOf, clock } = await start();
  const connectedAt = clock.now();
  const client = await connect(`${url}?room=a&room=b%20c`, {
    headers: { "User-Agent": "test", "x-forwarded-for": "203.0.113.9", "X-Twice": "1", Origin: "https://any.example" },
  });
  const connected = await eventOf("$connect");
  const { connectionId, ...context } = connected.requestContext;
  expect(connectionId).toMatch(/^[\w-]{15}=$/);
  const always = {
    apiId: "ChatApi",
    connectedAt,
    domainName: base.replace("/chat", ""),
    stage: "$default",
    messageDirection: "IN",
    identity: { sourceIp: "127.0.0.1", userAgent: "test" },
    requestId: expect.stringMatching(/^[\w-]+$/),
    extendedRequestId: expect.stringMatching(/^[\w-]{15}=$/),
    requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
    requestTimeEpoch: connectedAt,
  };
  expect(context).toEqual({ ...always, routeKey: "$connect", eventType: "CONNECT" });
  expect(connected).toMatchObject({
    headers: {
      "User-Agent": "test",
      "X-Forwarded-For": "203.0.113.9, 127.0.0.1",
      "X-Forwarded-Port": base.replace(/\D*.*:|\/chat/g, ""),
      "X-Forwarded-Proto": "http",
      "X-Twice": "1",
      Origin: "https://any.example",
    },
    multiValueHeaders: { "User-Agent": ["test"] },
    queryStringParameters: { room: "b c" },
    multiValueQueryStringParameters: { room: ["a", "b c"] },
    isBase64Encoded: false,
  });

  client.say({ action: "join", name: "도넛" });
  const joined = await eventOf("join");
  expect(joined).toEqual({
    requestContext: {
      ...always,
      connectionId,
      routeKey: "join",
      eventType: "MESSAGE",
      messageId: expect.stringMatching(/^[\w-]{15}=$/),
    },
    body: '{"action":"join","name":"도넛"}',
    isBase64Encoded: false,
  });
  client.say("no JSON");
  expect(await eventOf("$default")).toMatchObject({ body: "no JSON", requestContext: { eventType: "MESSAGE" } });

  client.socket.close(4001, "enough");
  const left = await eventOf("$disconnect");
  expect(left).toEqual({
    requestContext: {
      ...always,
      connectionId,
      routeKey: "$disconnect",
      eventType: "DISCONNECT",
      disconnectStatusCode: 4001,
      disconnectReason: "enough",
    },
    isBase64Encoded: false,
  });
});

test.each([
  ["without a close frame's code", (client: Awaited<ReturnType<typeof connect>>) => client.socket.close(), 1005],
  ["without a close frame", (client: Awaited<ReturnType<typeof connect>>) => client.socket.terminate(), 1006],
])("leaving %s", async (_, leave, code) => {
  const { url, eventOf } = await start();
  leave(await connect(url));
  expect((await eventOf("$disconnect")).requestContext.disconnectStatusCode).toBe(code);
});

test.each([
  ["?status=403", 403, "Forbidden"],
  ["?status=429", 429, "Too Many Requests"],
  ["?status=301", 301, "Moved Permanently"],
  ["?throw=1", 502, "Internal server error"],
  ["?status=nonsense", 502, "Internal server error"],
])("$connect refuses: %s", async (query, status, text) => {
  const { url, events } = await start();
  const answer = await refused(url + query);
  expect(answer).toEqual({
    status,
    body: { message: text, connectionId: expect.any(String), requestId: expect.any(String) },
  });
  expect(events().map(({ requestContext }) => requestContext.routeKey)).toEqual(["$connect"]);
});

test("a $connect that takes too long", async () => {
  const { url } = await start({}, 50);
  expect(await refused(`${url}?slow=5000`)).toMatchObject({
    status: 504,
    body: { message: "Endpoint request timed out" },
  });
});

test("without a $connect route anybody connects, and without $disconnect no function is told", async () => {
  const { url, client, events } = await start({ routes: [route("join")] });
  const one = await connect(url);
  one.socket.close();
  await one.closed;
  expect(events()).toEqual([]);
  await expect(client.send(new GetConnectionCommand({ ConnectionId: "AAAAAAAAAAAAAAA=" }))).rejects.toThrow();
});

test("a subprotocol is the one $connect answers with", async () => {
  const { url } = await start();
  const client = await connect(`${url}?protocol=second`, { protocols: ["first", "second"] });
  expect(client.socket.protocol).toBe("second");
});

test("a route's result is dropped; its failure is reported to the client", async () => {
  const { url, eventOf } = await start();
  const client = await connect(url);
  client.say({ action: "join" });
  await eventOf("join");
  for (const action of ["throw", "nothing"]) {
    client.say({ action });
    const { requestContext } = await eventOf(action);
    expect(JSON.parse(await client.next())).toEqual({
      message: "Internal server error",
      connectionId: requestContext.connectionId,
      requestId: requestContext.requestId,
    });
  }
});

test("a message that takes too long", async () => {
  const { url } = await start({ routes: [route("slow")] }, 50);
  const client = await connect(url);
  client.say({ action: "slow" });
  expect(JSON.parse(await client.next())).toMatchObject({ message: "Endpoint request timed out" });
});

test("a message without a route is forbidden, and so is one that names a predefined route", async () => {
  const { url, events } = await start({ routes: ["$disconnect", "join"].map(route) });
  const client = await connect(url);
  for (const message of [{ action: "fly" }, { action: "$disconnect" }, "text", { action: { a: 1 } }, "null"]) {
    client.say(message);
    expect(JSON.parse(await client.next())).toEqual({
      message: "Forbidden",
      connectionId: expect.any(String),
      requestId: expect.any(String),
    });
  }
  expect(events()).toEqual([]);
});

const guarded = {
  authorizers: [
    { name: "Gate", functionArn: gate.arn, identitySources: [{ in: "querystring" as const, name: "token" }] },
  ],
  routes: [{ ...route("$connect"), authorizer: "Gate" }, route("join")],
};

test("an authorizer lets somebody in, and every event carries their identity", async () => {
  const { url, events, eventOf } = await start(guarded);
  const client = await connect(`${url}?token=anna`);
  client.say({ action: "join" });
  const authorizer = { principalId: "anna", place: "7", vip: "true", room: "a" };
  expect((await eventOf("join")).requestContext.authorizer).toEqual(authorizer);
  const [asked, connected] = events();
  expect(asked).toMatchObject({
    type: "REQUEST",
    methodArn: "arn:aws:execute-api:us-east-1:000000000000:ChatApi/$default/$connect",
    queryStringParameters: { token: "anna" },
    stageVariables: {},
    requestContext: { routeKey: "$connect", eventType: "CONNECT" },
  });
  expect(asked?.requestContext).not.toHaveProperty("authorizer");
  expect(connected?.requestContext).toMatchObject({ eventType: "CONNECT", authorizer });
});

test.each([
  ["", 401, "Unauthorized", 0],
  ["?token=", 401, "Unauthorized", 0],
  ["?token=unknown", 401, "Unauthorized", 1],
  ["?token=anna&effect=Deny", 403, "User is not authorized to access this resource with an explicit deny", 1],
  ["?token=anna&resource=arn:other", 403, "User is not authorized to access this resource", 1],
  ["?token=broken", 500, "Internal server error", 1],
])("an authorizer refuses: %s", async (query, status, text, asked) => {
  const { url, events } = await start(guarded);
  expect(await refused(url + query)).toMatchObject({ status, body: { message: text } });
  expect(events()).toHaveLength(asked);
});

test("the management API tells about a connection, sends to it and closes it", async () => {
  const { url, client, eventOf, clock } = await start();
  const somebody = await connect(url, { headers: { "User-Agent": "test" } });
  const { connectionId: ConnectionId, connectedAt } = (await eventOf("$connect")).requestContext;

  clock.advance(5_000);
  await client.send(new PostToConnectionCommand({ ConnectionId, Data: "차례입니다" }));
  expect(await somebody.next()).toBe("차례입니다");
  const long = "x".repeat(128 * 1024);
  await client.send(new PostToConnectionCommand({ ConnectionId, Data: Buffer.from(long) }));
  expect(await somebody.next()).toBe(long);

  expect(await client.send(new GetConnectionCommand({ ConnectionId }))).toMatchObject({
    ConnectedAt: new Date(connectedAt),
    LastActiveAt: new Date(connectedAt + 5_000),
    Identity: { SourceIp: "127.0.0.1", UserAgent: "test" },
  });

  await client.send(new DeleteConnectionCommand({ ConnectionId }));
  expect((await somebody.closed).code).toBe(1000);
  expect((await eventOf("$disconnect")).requestContext.disconnectStatusCode).toBe(1000);
  for (const Command of [GetConnectionCommand, DeleteConnectionCommand]) {
    await expect(client.send(new Command({ ConnectionId }))).rejects.toMatchObject({
      name: "GoneException",
      $metadata: { httpStatusCode: 410 },
    });
  }
});

test("the management API refuses calls that are too large or unsigned, or for unknown connections, and sends nothing", async () => {
  const { url, base, client, eventOf } = await start();
  const somebody = await connect(url);
  const { connectionId: ConnectionId } = (await eventOf("$connect")).requestContext;
  const Data = Buffer.alloc(128 * 1024 + 1, "x");
  await expect(client.send(new PostToConnectionCommand({ ConnectionId, Data }))).rejects.toMatchObject({
    name: "PayloadTooLargeException",
    $metadata: { httpStatusCode: 413 },
  });
  await expect(
    client.send(new PostToConnectionCommand({ ConnectionId: "AAAAAAAAAAAAAAA=", Data: "a" })),
  ).rejects.toMatchObject({ name: "GoneException" });

  const call = (id: string, headers: Record<string, string>) =>
    fetch(`http://${base}/@connections/${id}`, { method: "POST", body: "a", headers });
  expect((await call("", { authorization: "AWS4-HMAC-SHA256 any" })).status).toBe(400);
  expect((await call(encodeURIComponent(ConnectionId), {})).status).toBe(403);

  await client.send(new PostToConnectionCommand({ ConnectionId, Data: "last" }));
  expect(await somebody.next()).toBe("last");
});

test("a connection cannot be sent to before $connect is answered", async () => {
  const { url, base } = await start();
  expect((await refused(`${url}?post=http://${base}`)).status).toBe(410);
});

test("limits of what is sent: frames of 32 KB, messages of 128 KB, text only", async () => {
  const { url, eventOf } = await start();
  const inFrames = (client: Awaited<ReturnType<typeof connect>>, ...sizes: number[]) => {
    for (const [index, size] of sizes.entries()) {
      client.socket.send("x".repeat(size), { fin: index === sizes.length - 1 });
    }
  };
  const full = await connect(url);
  inFrames(full, ...Array<number>(4).fill(32 * 1024));
  expect((await eventOf("$default")).body).toHaveLength(128 * 1024);

  for (const [sizes, code] of [
    [[32 * 1024 + 1], 1009],
    [[1, 32 * 1024 + 1], 1009],
    [[1, ...Array<number>(4).fill(32 * 1024)], 1009],
  ] as const) {
    const client = await connect(url);
    inFrames(client, ...sizes);
    expect((await client.closed).code).toBe(code);
  }
  const binary = await connect(url);
  binary.socket.send(Buffer.from([1, 2]));
  expect((await binary.closed).code).toBe(1003);
});

test("a connection ends after 10 minutes without a message in either direction", async () => {
  const { url, client, clock, eventOf } = await start();
  const somebody = await connect(url);
  const { connectionId: ConnectionId } = (await eventOf("$connect")).requestContext;
  clock.advance(9 * 60_000);
  await client.send(new PostToConnectionCommand({ ConnectionId, Data: "a" }));
  clock.advance(9 * 60_000);
  somebody.say({ action: "join" });
  await eventOf("join");
  clock.advance(9 * 60_000);
  expect(somebody.socket.readyState).toBe(somebody.socket.OPEN);
  clock.advance(60_000);
  expect(await somebody.closed).toEqual({ code: 1001, reason: "Going away" });
  expect((await eventOf("$disconnect")).requestContext).toMatchObject({
    disconnectStatusCode: 1001,
    disconnectReason: "Going away",
  });
});

test("a connection ends after two hours, however busy it is", async () => {
  const { url, client, clock, eventOf } = await start();
  const somebody = await connect(url);
  const { connectionId: ConnectionId } = (await eventOf("$connect")).requestContext;
  for (let minutes = 0; minutes < 120; minutes += 5) {
    await client.send(new PostToConnectionCommand({ ConnectionId, Data: "a" }));
    clock.advance(5 * 60_000);
  }
  expect(await somebody.closed).toEqual({ code: 1001, reason: "Going away" });
});

test("stopping closes every connection, tells the functions, and waits for nobody who does not answer", async () => {
  const { url, gateway, events } = await start();
  const polite = await connect(url);
  const deaf = await connect(url);
  deaf.socket.pause();
  const pending = openSocket(gateway.port, "127.0.0.1");
  pending.on("error", () => {});
  await once(pending, "connect");
  await gateway.stop();
  expect(await polite.closed).toEqual({ code: 1001, reason: "Going away" });
  const left = events().filter(({ requestContext }) => requestContext.eventType === "DISCONNECT");
  expect(left.map(({ requestContext }) => requestContext.disconnectStatusCode)).toContain(1001);
  await expect(connect(url)).rejects.toThrow("ECONNREFUSED");
});

test("requests that are not handshakes are answered, and HTTP APIs ignore upgrades", async () => {
  const { base } = await start();
  const host = base.replace("/chat", "");
  expect((await fetch(`http://${base}`)).status).toBe(426);
  expect((await fetch(`http://${base}/elsewhere`)).status).toBe(403);
  expect((await refused(`ws://${base}/elsewhere`)).status).toBe(403);
  expect((await refused(`ws://${host}/nobody`)).status).toBe(404);
  expect(await refused(`ws://${host}/shop/orders`)).toMatchObject({ status: 200, body: { rawPath: "/orders" } });
  expect(await raw(host, "/chat", { upgrade: "websocket", "sec-websocket-version": "12" })).toContain(
    "400 Bad Request",
  );
  expect(await raw(host, "/shop/text", { upgrade: "h2c" })).toMatch(/200 OK[\s\S]*plain/);
});

/** The answer to a request with `connection: upgrade`, as text. */
async function raw(host: string, path: string, headers: Record<string, string>): Promise<string> {
  const [name = "", port] = host.split(":");
  const socket = openSocket(Number(port), name);
  const lines = Object.entries({ host, connection: "upgrade, close", ...headers }).map(
    ([key, value]) => `${key}: ${value}`,
  );
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) {
    chunks.push(chunk);
    if (Buffer.concat(chunks).includes("plain")) break;
  }
  return Buffer.concat(chunks).toString();
}
