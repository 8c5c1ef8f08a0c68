import { beforeAll, expect, test } from "vitest";
import { logger } from "../logger.ts";
import { callApi } from "../testing.ts";
import { operatorsOnly, type SignedInEnv, signedIn, viewersOnly } from "./actor.ts";
import { createApi, lambdaHandler } from "./app.ts";

let changes = 0;
const app = createApi<SignedInEnv>({ title: "Test", description: "" });
app.get("/me", signedIn, (c) => c.json(c.get("actor")));
app.get("/all", viewersOnly, (c) => c.json(c.get("actor")));
app.post("/all", operatorsOnly, (c) => c.json({ changes: ++changes }));
const handler = lambdaHandler(app);

beforeAll(() => logger.setLogLevel("SILENT"));

test("the actor is whoever the verified claims name", async () => {
  const { body } = await callApi(handler, "/me", { groups: ["viewers", "bakers", "operators"] });
  expect(body).toEqual({
    id: "sub-viewers-bakers-operators",
    name: "mina@example.com",
    email: "mina@example.com",
    roles: ["viewer", "operator"],
  });
});

test.each([
  ["nobody", undefined, [401, 401, 401]],
  ["a customer", [], [200, 403, 403]],
  ["a viewer", ["viewers"], [200, 200, 403]],
  ["an operator", ["operators"], [200, 200, 200]],
])("%s may do just that", async (_, groups, expected) => {
  const before = changes;
  const call = groups && { groups };
  const answers = [
    await callApi(handler, "/me", call),
    await callApi(handler, "/all", call),
    await callApi(handler, "/all", { ...call, method: "POST" }),
  ];
  expect(answers.map(({ status }) => status)).toEqual(expected);
  expect(changes - before).toBe(expected[2] === 200 ? 1 : 0);
});

test("a viewer is told why", async () => {
  const { body } = await callApi(handler, "/all", { method: "POST", groups: ["viewers"] });
  expect(body).toMatchObject({ status: 403, detail: expect.stringContaining("changes are for operators") });
});

test.each([
  ["an access token", { token_use: "access" }],
  ["an unverified e-mail address", { email_verified: "false" }],
  ["no e-mail address", { email: undefined }],
])("%s is not enough", async (_, claims) => {
  const { status } = await callApi(handler, "/all", { method: "POST", groups: ["operators"], claims });
  expect(status).toBe(401);
});
