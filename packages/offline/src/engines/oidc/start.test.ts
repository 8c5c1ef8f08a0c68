import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimPort } from "../ports.ts";
import { localAccounts } from "./accounts.ts";
import { authorizationUrl, Browser, type Program, refresh, signIn } from "./code-flow.ts";
import { type Issuer, startIssuer } from "./start.ts";

let dataDir: string;
let issuer: Issuer;
let program: Program;
let start: () => Promise<Issuer>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "sign-in-test-"));
  const port = await claimPort(0);
  program = { issuer: `http://localhost:${port}`, clientId: "Desk", callbackUrl: "http://localhost:3000/signed-in" };
  const pool = {
    name: "People",
    issuer: program.issuer,
    groups: ["bakers", "tasters"],
    clients: [
      {
        name: "Desk",
        callbackUrls: [program.callbackUrl],
        logoutUrls: ["http://localhost:3000/"],
        scopes: ["openid", "email", "profile"],
        idTokenSeconds: 300,
        accessTokenSeconds: 300,
        refreshTokenSeconds: 3600,
        rotatesRefreshTokens: true,
      },
    ],
  };
  start = () => startIssuer({ port, dataDir, pool, accounts: localAccounts(pool.groups) });
  issuer = await start();
});
afterAll(async () => {
  await issuer.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const keys = () => createRemoteJWKSet(new URL(`${program.issuer}/jwks`));
const verify = (token: string) => jwtVerify(token, keys(), { issuer: program.issuer, audience: "Desk" });

test("an account of a group signs in and has the claims that Cognito gives", async () => {
  const { id_token, expires_in } = await signIn(program, "baker@example.com");
  const { payload, protectedHeader } = await verify(id_token);
  expect(protectedHeader.alg).toBe("RS256");
  expect(payload).toMatchObject({
    token_use: "id",
    "cognito:groups": ["bakers"],
    email: "baker@example.com",
    email_verified: true,
    name: "Baker",
    sub: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  expect(expires_in).toBe(300);
});

test("anyone else is in no group, and the same person each time", async () => {
  const [first, again] = [await signIn(program, "Mina@example.com"), await signIn(program, "mina@example.com")];
  const { payload } = await verify(first.id_token);
  expect(payload).toMatchObject({ email: "mina@example.com", sub: decodeJwt(again.id_token).sub });
  expect(payload["cognito:groups"]).toBeUndefined();
});

test("tokens are renewed; using a refresh token twice revokes them all", async () => {
  const first = await signIn(program, "taster@example.com");
  const second = await refresh(program, first.refresh_token);
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect((await verify(second.id_token)).payload).toMatchObject({ "cognito:groups": ["tasters"] });
  await expect(refresh(program, first.refresh_token)).rejects.toThrow("invalid_grant");
  await expect(refresh(program, second.refresh_token)).rejects.toThrow("invalid_grant");
});

test("a browser stays signed in across a restart, with valid tokens and the same keys", async () => {
  const browser = new Browser();
  const page = await browser.follow(authorizationUrl(program, "v".repeat(43)), program.callbackUrl);
  await browser.follow(page, program.callbackUrl, { email: "baker@example.com" });
  const tokens = await signIn(program, "baker@example.com");
  await issuer.stop();
  issuer = await start();

  const again = await browser.follow(`${authorizationUrl(program, "v".repeat(43))}&prompt=none`, program.callbackUrl);
  expect(new URL(again).searchParams.get("code")).toBeTruthy();
  await verify(tokens.id_token);
  await verify((await refresh(program, tokens.refresh_token)).id_token);
});

test("with prompt=none, someone who is not signed in gets an error and no page", async () => {
  const silent = `${authorizationUrl(program, "v".repeat(43))}&prompt=none`;
  const callback = await new Browser().follow(silent, program.callbackUrl);
  expect(new URL(callback).searchParams.get("error")).toBe("login_required");
});

test.each([
  ["no PKCE", (url: URL) => url.searchParams.delete("code_challenge")],
  ["another flow", (url: URL) => url.searchParams.set("response_type", "id_token")],
])("%s is refused", async (_, change) => {
  const url = new URL(authorizationUrl(program, "v".repeat(43)));
  change(url);
  const callback = await new Browser().follow(url.href, program.callbackUrl);
  expect(callback).toContain("error=");
  expect(callback).not.toContain("code=");
});

test("a callback that is not registered gets a page and no redirect", async () => {
  const url = authorizationUrl({ ...program, callbackUrl: "http://evil.example/" }, "v".repeat(43));
  const response = await fetch(url, { redirect: "manual" });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("redirect_uri");
});

test("an invalid e-mail address is refused on the page, which keeps what was typed", async () => {
  const browser = new Browser();
  const page = await browser.follow(authorizationUrl(program, "v".repeat(43)), program.callbackUrl);
  await expect(browser.follow(page, program.callbackUrl, { email: '"><b>' })).rejects.toThrow("answered 400");
});
