import { expect, test } from "vitest";
import { graph } from "./test/committed-graph.ts";

const [pool] = graph.userPools;

test("people sign in with the code flow, for a quarter of an hour at a time, and only to come back to the web app", () => {
  expect(graph.userPools).toHaveLength(1);
  expect(pool?.groups).toEqual(["operators", "viewers"]);
  expect(pool?.clients).toEqual([
    {
      name: "WebClient",
      callbackUrls: ["https://web.site.offline/signed-in"],
      logoutUrls: ["https://web.site.offline/"],
      scopes: ["openid", "email", "profile"],
      idTokenSeconds: 900,
      accessTokenSeconds: 900,
      refreshTokenSeconds: 43_200,
      rotatesRefreshTokens: true,
    },
  ]);
});

const admin = graph.httpApis.find(({ name }) => name === "AdminApi");
const open = ["GET /openapi.json", "OPTIONS /{proxy+}"];

test("every route of the operators' API wants a token, but for its description and a browser's question", () => {
  const withoutToken = admin?.routes.filter(({ authorizer }) => authorizer === undefined).map(({ route }) => route);
  expect(withoutToken?.sort()).toEqual(open);
});

test("what is personal in the shop wants a token, and the rest does not", () => {
  const sales = graph.httpApis.find(({ name }) => name === "SalesApi");
  for (const { route, authorizer } of sales?.routes ?? [])
    expect(authorizer !== undefined, route).toBe(route.startsWith("GET /me"));
});

test("tokens are the web app's, from the pool", () => {
  for (const { authorizers } of graph.httpApis) {
    for (const { issuer, audiences } of authorizers)
      expect({ issuer, audiences }).toEqual({ issuer: pool?.issuer, audiences: ["WebClient"] });
  }
});

test.each(graph.httpApis.filter(({ cors }) => cors))(
  "a browser may ask $name whether it may call, without a token",
  ({ routes }) => {
    const guarded = routes.some(({ route, authorizer }) => route === "$default" && authorizer !== undefined);
    const asking = routes.find(({ route }) => route === "OPTIONS /{proxy+}");
    expect(asking !== undefined && asking.authorizer === undefined).toBe(guarded);
  },
);
