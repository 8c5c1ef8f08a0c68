import { join } from "node:path";
import { refresh, signIn } from "@donut/offline/engines/oidc/code-flow";
import { openStore } from "@donut/offline/engines/oidc/store";
import { decodeJwt, importJWK, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSystem, type TestSystem } from "./testing-system.ts";

let system: TestSystem;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system?.stop());

const tokenOf = (email: string) => system.tokenOf(email);
const operator = () => tokenOf("operator@example.com");
const soon = () => Math.floor(Date.now() / 1000) + 600;

/** An operator's claims with some changed, signed with the issuer's own key. */
async function forged(change: (claims: JWTPayload) => void): Promise<string> {
  const claims = { ...decodeJwt(await operator()), exp: soon() };
  change(claims);
  const store = openStore(join(system.dataDir, "sign-in.sqlite"));
  const key = await store.keep<JWK>("signing key", () => Promise.reject(new Error("There is no key.")));
  store.close();
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid: key.kid ?? "" })
    .sign(await importJWK(key, "RS256"));
}

async function strangers(): Promise<string> {
  const { privateKey } = await crypto.subtle.generateKey(
    { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
    false,
    ["sign", "verify"],
  );
  return new SignJWT(decodeJwt(await operator())).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
}

const wrong: [string, () => Promise<string | undefined>, number][] = [
  ["no token", async () => undefined, 401],
  ["something that is no token", async () => "operator", 401],
  ["an expired token", () => forged((claims) => Object.assign(claims, { exp: soon() - 3600 })), 401],
  ["a token that is not good yet", () => forged((claims) => Object.assign(claims, { nbf: soon() })), 401],
  ["a token for another program", () => forged((claims) => Object.assign(claims, { aud: "AnotherClient" })), 401],
  ["a token of another issuer", () => forged((claims) => Object.assign(claims, { iss: "http://localhost:1" })), 401],
  ["a token without a signature", async () => new UnsecuredJWT(decodeJwt(await operator())).encode(), 401],
  ["a token signed by somebody else", strangers, 401],
  [
    "a token whose claims were changed",
    async () => {
      const [head, , signature] = (await tokenOf("viewer@example.com")).split(".");
      const [, claims] = new UnsecuredJWT(decodeJwt(await operator())).encode().split(".");
      return [head, claims, signature].join(".");
    },
    401,
  ],
  ["an access token", async () => (await signIn(system.program, "operator@example.com")).access_token, 401],
  ["an access token like Cognito's", () => forged(toAccessToken), 401],
  [
    "a token whose e-mail address is not verified",
    () => forged((claims) => Object.assign(claims, { email_verified: false })),
    401,
  ],
  ["a customer's token", () => tokenOf("customer@example.com"), 403],
];

function toAccessToken(claims: JWTPayload): void {
  delete claims.aud;
  Object.assign(claims, { token_use: "access", client_id: system.program.clientId });
}

describe.each(wrong)("%s", (_, token, status) => {
  test("cannot see anything of the console, nor change anything", async () => {
    const before = await campaigns();
    const given = await token();
    for (const path of ["/queues", "/topology", "/stock", "/production-orders", "/campaigns", "/customers"])
      expect((await call("AdminApi", path, given)).status, path).toBe(status);
    expect((await change(given)).status).toBe(status);
    expect(await campaigns()).toEqual(before);
  });
});

test("a viewer sees everything and changes nothing", async () => {
  const before = await campaigns();
  const viewer = await tokenOf("viewer@example.com");
  expect((await call("AdminApi", "/queues", viewer)).status).toBe(200);
  const answer = await change(viewer);
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining("changes are for operators") });
  expect(await campaigns()).toEqual(before);
});

test("an operator passes the authorizer", async () => {
  expect([200, 409]).toContain((await change(await operator())).status);
});

test("a renewed token is valid and has the same identity", async () => {
  const first = await signIn(system.program, "operator@example.com");
  const second = await refresh(system.program, first.refresh_token);
  expect(decodeJwt(second.id_token).sub).toBe(decodeJwt(first.id_token).sub);
  expect((await call("AdminApi", "/queues", second.id_token)).status).toBe(200);
});

test("a customer sees their own orders and nobody else's", async () => {
  const body = { lines: [{ productId: "glazed", quantity: 1 }], customer: { email: "Ann@example.com" } };
  const bought = await call("SalesApi", "/orders", undefined, "POST", body);
  const { order } = (await bought.json()) as { order: { id: string } };
  const ordersOf = async (email: string) =>
    (await call("SalesApi", "/me/orders", await tokenOf(email))).json() as Promise<{ orders: { id: string }[] }>;
  expect((await ordersOf("ann@example.com")).orders.map(({ id }) => id)).toEqual([order.id]);
  expect((await ordersOf("bob@example.com")).orders).toEqual([]);
  expect((await call("SalesApi", "/me/orders")).status).toBe(401);
  expect(await (await call("SalesApi", "/me", await tokenOf("ann@example.com"))).json()).toMatchObject({
    email: "ann@example.com",
    type: "normal",
  });
});

async function campaigns(): Promise<unknown> {
  return (await call("AdminApi", "/campaigns", await operator())).json();
}

async function change(token: string | undefined): Promise<Response> {
  const { campaigns: all } = (await campaigns()) as { campaigns: { id: string }[] };
  return call("AdminApi", `/campaigns/${all[0]?.id}/status`, token, "PUT", { status: "stopped" });
}

function call(api: string, path: string, token?: string, method = "GET", body?: unknown): Promise<Response> {
  return fetch(`${system.addresses.httpApis[api]}${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
