import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { lambdaFunction, startFunctions } from "../../test/functions.ts";
import type { HttpApi } from "../graph/types.ts";
import { close, listen } from "../http/listen.ts";
import { startGateway } from "./gateway.ts";

const fn = lambdaFunction({ name: "Http", handler: "handlers/http.handler" });

async function start(api: Partial<HttpApi> = {}, integrationTimeoutMs = 30_000) {
  const { functions } = await startFunctions([fn]);
  const full: HttpApi = {
    name: "WaitingRoomApi",
    url: "",
    authorizers: [],
    routes: [{ route: "$default", functionArn: fn.arn }],
    ...api,
  };
  const gateway = await startGateway({
    graph: { httpApis: [full], socketApis: [] },
    functions,
    port: 0,
    origins: ["http://localhost:3000"],
    integrationTimeoutMs,
  });
  onTestFinished(() => gateway.stop());
  const base = `http://127.0.0.1:${gateway.port}/waiting-room`;
  return { base, call: (path: string, init?: RequestInit) => fetch(base + path, init) };
}

/** The gateway's own refusals are problems with an id. */
async function problemOf(response: Response) {
  const problem = (await response.json()) as { status: number; message: string; detail: string };
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(problem).toMatchObject({ type: "about:blank", title: expect.any(String), detail: expect.any(String) });
  expect(problem.status).toBe(response.status);
  return problem;
}

test("the function gets payload format 2.0", async () => {
  const { call, base } = await start({ routes: [{ route: "POST /orders/{id}", functionArn: fn.arn }] });
  const response = await call("/orders/a%20b?x=1&x=2&y=%26", {
    method: "POST",
    body: JSON.stringify({ text: "도넛" }),
    headers: [
      ["content-type", "application/json"],
      ["X-Correlation-Id", "c-1"],
      ["x-list", "1"],
      ["x-list", "2"],
      ["cookie", "a=1; b=2"],
      ["user-agent", "test"],
    ],
  });
  const event = (await response.json()) as Record<string, unknown>;
  expect(event).toMatchObject({
    version: "2.0",
    routeKey: "POST /orders/{id}",
    rawPath: "/orders/a%20b",
    rawQueryString: "x=1&x=2&y=%26",
    queryStringParameters: { x: "1,2", y: "&" },
    pathParameters: { id: "a b" },
    cookies: ["a=1", "b=2"],
    headers: { "x-correlation-id": "c-1", "x-list": expect.stringMatching(/^1, ?2$/), host: new URL(base).host },
    requestContext: {
      accountId: "000000000000",
      apiId: "WaitingRoomApi",
      http: {
        method: "POST",
        path: "/orders/a%20b",
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "test",
      },
      requestId: response.headers.get("apigw-requestid"),
      routeKey: "POST /orders/{id}",
      stage: "$default",
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      timeEpoch: expect.any(Number),
    },
    body: '{"text":"도넛"}',
    isBase64Encoded: false,
  });
  expect(event.headers).not.toHaveProperty("cookie");
});

test("parameters and headers may be named like an object's inherited properties", async () => {
  const { call } = await start();
  const response = await call("/?constructor=1&toString=2&toString=3", { headers: { valueOf: "4" } });
  const { queryStringParameters, headers } = (await response.json()) as Record<string, unknown>;
  expect(queryStringParameters).toEqual({ constructor: "1", toString: "2,3" });
  expect(headers).toMatchObject({ valueof: "4" });
});

test("the function sees who called, through what, and a trace", async () => {
  const { call, base } = await start();
  const seen = async (headers: Record<string, string> = {}) =>
    ((await (await call("/", { headers })).json()) as { headers: Record<string, string> }).headers;
  expect(await seen()).toMatchObject({
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-port": new URL(base).port,
    "x-forwarded-proto": "http",
    "x-amzn-trace-id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
  });
  const given = { "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https", "x-amzn-trace-id": "Root=1-2-3" };
  expect(await seen(given)).toMatchObject({
    "x-forwarded-for": "203.0.113.7, 127.0.0.1",
    "x-forwarded-proto": "http",
    "x-amzn-trace-id": "Root=1-2-3",
  });
});

test("cookies are sent beside a set-cookie header", async () => {
  const { call } = await start();
  const response = await call("/cookies");
  expect(response.headers.getSetCookie()).toEqual(["own=1", "a=1; Path=/", "b=2"]);
});

test("a request line and header values of more than 10 KB are refused", async () => {
  const { call } = await start();
  expect((await call("/", { headers: { "x-large": "x".repeat(9_000) } })).status).toBe(200);
  const refused = await call("/", { headers: { "x-large": "x".repeat(10_300) } });
  expect(await problemOf(refused)).toMatchObject({ status: 431, message: "Request Header Fields Too Large" });
  expect((await call("/", { headers: { cookie: `other=${"x".repeat(20_000)}` } })).status).toBe(200);
  expect((await call("/", { headers: { "x-large": "x".repeat(30_000) } })).status).toBe(431);
  expect((await call(`/?${"x".repeat(10_300)}`)).status).toBe(431);
});

test("the function does not see the API's own path", async () => {
  const { call } = await start();
  expect(await (await call("")).json()).toMatchObject({ rawPath: "/", routeKey: "$default" });
  expect(await (await call("/?a=1")).json()).toMatchObject({ rawPath: "/", rawQueryString: "a=1" });
});

test.each([
  ["image/png", Buffer.from([0, 255]), { body: "AP8=", isBase64Encoded: true }],
  ["application/x-www-form-urlencoded", "a=1", { body: "YT0x", isBase64Encoded: true }],
  ["application/problem+json; charset=utf-8", "{}", { body: "{}", isBase64Encoded: false }],
  ["text/plain", Buffer.from([0xff, 0xfe]), { body: "//4=", isBase64Encoded: true }],
])("a body of %s", async (type, body, expected) => {
  const { call } = await start();
  const response = await call("/", { method: "POST", body, headers: { "content-type": type } });
  expect(await response.json()).toMatchObject(expected);
});

test("responses: inferred, structured, binary, invalid, failed", async () => {
  const { call } = await start();
  const text = await call("/text");
  expect([text.status, text.headers.get("content-type"), await text.text()]).toEqual([
    200,
    "application/json",
    "plain",
  ]);

  const structured = await call("/structured");
  expect(structured.status).toBe(201);
  expect(structured.headers.get("content-type")).toBe("application/problem+json");
  expect(structured.headers.get("x-number")).toBe("7");
  expect(structured.headers.get("connection")).toBe("keep-alive");
  expect(structured.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2"]);

  expect([...new Uint8Array(await (await call("/binary")).arrayBuffer())]).toEqual([0, 1, 255]);
  for (const path of ["/invalid", "/throw"]) {
    const failed = await call(path);
    expect(await problemOf(failed)).toMatchObject({ status: 500, message: "Internal Server Error" });
  }
  const head = await call("/structured", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([201, ""]);
});

test("an integration that takes too long is unavailable", async () => {
  const { call } = await start({}, 50);
  const response = await call("/slow");
  expect(await problemOf(response)).toMatchObject({ status: 503, message: "Service Unavailable" });
});

test("a body above 10 MB is refused", async () => {
  const { call } = await start();
  const response = await call("/", { method: "POST", body: new Uint8Array(10 * 1024 * 1024 + 1) });
  expect(await problemOf(response)).toMatchObject({ status: 413, message: "Request Entity Too Large" });
});

test("an unknown route and an unknown API", async () => {
  const { call, base } = await start({ routes: [{ route: "GET /orders", functionArn: fn.arn }] });
  const route = await call("/orders", { method: "DELETE" });
  expect(await problemOf(route)).toMatchObject({ status: 404, message: "Not Found" });
  const api = await fetch(new URL("/sale/orders", base));
  expect(api.status).toBe(404);
  expect(await api.json()).toEqual({ message: "No API answers under /sale.", apis: [{ path: "/waiting-room" }] });
  expect((await fetch(new URL("/", base))).status).toBe(200);
});

const cors = {
  allowOrigins: ["http://localhost:3000"],
  allowMethods: ["GET", "POST"],
  allowHeaders: ["*"],
  exposeHeaders: ["x-request-id"],
  allowCredentials: true,
  maxAgeSeconds: 600,
};

test("CORS: preflights are answered, allowed origins see the answer, others do not", async () => {
  const { call } = await start({ cors });
  const ask = (origin: string) =>
    call("/orders", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "idempotency-key" },
    });
  const allowed = await ask("http://localhost:3000");
  expect(allowed.status).toBe(204);
  expect(Object.fromEntries(allowed.headers)).toMatchObject({
    "access-control-allow-origin": "http://localhost:3000",
    "access-control-allow-methods": "GET,POST",
    "access-control-allow-headers": "idempotency-key",
    "access-control-allow-credentials": "true",
    "access-control-max-age": "600",
    vary: "Origin",
  });
  const foreign = await ask("https://evil.example");
  expect([foreign.status, foreign.headers.has("access-control-allow-origin")]).toEqual([403, false]);

  const answer = await call("/own-cors", { headers: { origin: "http://localhost:3000" } });
  expect(answer.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
  expect(answer.headers.get("access-control-expose-headers")).toBe("x-request-id");
  const other = await call("/own-cors", { headers: { origin: "https://evil.example" } });
  expect([other.status, other.headers.has("access-control-allow-origin")]).toEqual([403, false]);
});

test("CORS: errors of the gateway itself are readable too", async () => {
  const { call } = await start({ cors: { ...cors, allowOrigins: ["*"], allowCredentials: false } });
  const response = await call("/throw", { headers: { origin: "https://any.example" } });
  expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([500, "*"]);
});

test("without CORS in the graph the function answers OPTIONS itself", async () => {
  const { call } = await start();
  const response = await call("/own-cors", {
    method: "OPTIONS",
    headers: { origin: "http://localhost:3000", "access-control-request-method": "GET" },
  });
  expect(response.headers.get("access-control-allow-origin")).toBe("https://own.example");
});

const keys = await generateKeyPair("RS256");
const otherKeys = await generateKeyPair("RS256");
let issuer = "";

beforeAll(async () => {
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "k", alg: "RS256" };
  const server = createServer((request, response) => {
    const found = request.url?.endsWith("/openid-configuration");
    response.end(JSON.stringify(found ? { jwks_uri: `${issuer}/keys` } : { keys: [jwk] }));
  });
  issuer = `http://127.0.0.1:${await listen(server, 0)}`;
  return () => close(server, 0);
});

const token = (
  claims: object,
  { exp = "5m", key = keys.privateKey }: { exp?: string; key?: typeof keys.privateKey } = {},
) =>
  new SignJWT({ iss: issuer, aud: "store", sub: "s", ...claims })
    .setProtectedHeader({ alg: "RS256", kid: "k" })
    .setIssuedAt()
    .setExpirationTime(exp)
    .sign(key);

const guarded = () =>
  start({
    authorizers: [{ name: "Users", issuer, audiences: ["store", "console"] }],
    routes: [
      { route: "GET /me", functionArn: fn.arn, authorizer: "Users" },
      { route: "$default", functionArn: fn.arn },
    ],
  });

test("a valid token's claims reach the function as text", async () => {
  const { call } = await guarded();
  const claims = { "cognito:groups": ["admin", "ops"], email_verified: true };
  const response = await call("/me", { headers: { authorization: `Bearer ${await token(claims)}` } });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    requestContext: {
      authorizer: {
        jwt: {
          claims: { sub: "s", aud: "store", "cognito:groups": "[admin ops]", email_verified: "true" },
          scopes: null,
        },
      },
    },
  });
  const access = await call("/me", {
    headers: { authorization: `Bearer ${await token({ aud: undefined, client_id: "console" })}` },
  });
  expect(access.status).toBe(200);
  expect((await call("/")).status).toBe(200);
});

test.each([
  ["no token", async () => undefined, "Bearer"],
  ["no JWT", async () => "x.y.z", /malformed/],
  ["an expired one", () => token({}, { exp: "-1m" }), /expired/],
  ["another audience", () => token({ aud: "other" }), /audience/],
  ["another issuer", () => token({ iss: "https://other" }), /'iss'/],
  ["another key", () => token({}, { key: otherKeys.privateKey }), /signature/],
])("refused: %s", async (_what, make, challenge) => {
  const { call } = await guarded();
  const bearer = await make();
  const response = await call("/me", { headers: bearer ? { authorization: `Bearer ${bearer}` } : {} });
  expect(await problemOf(response)).toMatchObject({ status: 401, message: "Unauthorized" });
  expect(response.headers.get("www-authenticate")).toMatch(challenge);
});
