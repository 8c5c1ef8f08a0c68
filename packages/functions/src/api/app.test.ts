import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { logger } from "../logger.ts";
import { createApi } from "./app.ts";
import { createRoute } from "./described-api.ts";
import { json, jsonBody } from "./openapi.ts";
import { problemSchema } from "./problem.ts";

const lines = z.array(z.object({ quantity: z.int("must be a whole number") }));

function exampleApi() {
  const app = createApi({ title: "Example", description: "For the tests." });
  app.openapi(
    createRoute({
      method: "post",
      path: "/orders",
      request: { body: jsonBody(z.strictObject({ lines, "a/b": z.string().optional() })) },
      responses: { 200: json("Fine", z.object({ fine: z.boolean() })) },
    }),
    (c) => c.json({ fine: true }, 200),
  );
  app.openapi(
    createRoute({
      method: "put",
      path: "/links/{id}",
      request: {
        params: z.object({ id: z.string() }),
        query: z.object({ again: z.string() }),
        body: {
          required: true,
          content: { "application/x-www-form-urlencoded": { schema: z.object({ a: z.string() }) } },
        },
      },
      responses: { 200: json("Fine", z.object({ fine: z.boolean() })) },
    }),
    (c) => c.json({ fine: true }, 200),
  );
  app.get("/broken", () => {
    throw new Error("secret detail");
  });
  return app;
}

const app = exampleApi();
logger.setLogLevel("SILENT");
const post = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
  app.request("/orders", { method: "POST", body, headers });

async function expectProblem(response: Response, status: number, kind: string) {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("x-request-id")).toMatch(/./);
  const body = problemSchema.parse(await response.json());
  expect(body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
  expect(body.type).toMatch(new RegExp(`/${kind}$`));
  return body;
}

test("every invalid field is named", async () => {
  const response = await post(JSON.stringify({ lines: [{ quantity: 1.5 }, {}], "a/b": 1, extra: 1 }));
  const { errors } = await expectProblem(response, 400, "invalid-input");
  expect(errors).toEqual([
    { pointer: "/lines/0/quantity", code: "integer", detail: "must be a whole number" },
    { pointer: "/lines/1/quantity", code: "integer", detail: "must be a whole number" },
    { pointer: "/a~1b", code: "wrong-type", params: { expected: "string" }, detail: expect.any(String) },
    { pointer: "/extra", code: "unknown-field", detail: "is not known here" },
  ]);
});

test.each([
  ["half of a surrogate pair", "Pat \ud83c", "ill-formed"],
  ["NUL", "Pat \u0000", "queue-characters"],
  ["what SQS does not take", "Pat \ufffe", "queue-characters"],
])("no field, parameter or form may hold %s", async (_, text, code) => {
  const inBody = await post(JSON.stringify({ lines: [], "a/b": text }));
  const { errors } = await expectProblem(inBody, 400, "invalid-input");
  expect(errors).toMatchObject([{ pointer: "/a~1b", code }]);
  // A URL cannot contain half of a surrogate pair.
  if (!text.isWellFormed()) return;
  const encoded = encodeURIComponent(text);
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const inForm = await app.request("/links/7?again=yes", { method: "PUT", body: `a=${encoded}`, headers: form });
  await expectProblem(inForm, 400, "invalid-input");
  const inQuery = await app.request(`/links/7?again=${encoded}`, { method: "PUT", body: "a=1", headers: form });
  await expectProblem(inQuery, 400, "invalid-input");
  const inPath = await app.request(`/links/${encoded}?again=yes`, { method: "PUT", body: "a=1", headers: form });
  await expectProblem(inPath, 400, "invalid-input");
});

test("a body is answered however deeply it is nested", async () => {
  const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
  expect((await post(`{"lines": [], "a/b": ${deep}}`)).status).toBe(400);
  expect((await post(deep)).status).toBe(400);
});

test("any body is answered, with a valid response or a problem", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (body) => {
      const response = await post(body);
      expect([200, 400]).toContain(response.status);
      if (response.status === 400) await expectProblem(response, 400, "invalid-input");
    }),
  );
});

test("invalid JSON, a wrong content type, a body that is too large, an unknown path", async () => {
  const { errors } = await expectProblem(await post("{"), 400, "invalid-input");
  expect(errors).toEqual([
    {
      pointer: "",
      code: "ill-formed-body",
      params: { mediaType: "application/json" },
      detail: "The body is not well-formed application/json.",
    },
  ]);
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const { detail } = await expectProblem(await post("a=1", form), 415, "media-type");
  expect(detail).toContain("content-type: application/json");
  const large = JSON.stringify({ lines: [], "a/b": "x".repeat(70_000) });
  const length = { "content-type": "application/json", "content-length": String(large.length) };
  await expectProblem(await post(large, length), 413, "too-large");
  await expectProblem(await app.request("/nowhere"), 404, "not-found");
});

test("form fields sent in another encoding: the problem says which one the form accepts", async () => {
  const put = (body: string, type: string) =>
    app.request("/links/7?again=yes", { method: "PUT", body, headers: { "content-type": type } });
  const json = await expectProblem(await put("{}", "application/json"), 415, "media-type");
  expect(json.detail).toContain("content-type: application/x-www-form-urlencoded");
  const broken = await expectProblem(await put("a=1", "multipart/form-data; boundary=x"), 400, "invalid-input");
  expect(broken.errors).toEqual([
    {
      pointer: "",
      code: "ill-formed-body",
      params: { mediaType: "application/x-www-form-urlencoded" },
      detail: "The body is not well-formed application/x-www-form-urlencoded.",
    },
  ]);
  expect((await put("a=1", "application/x-www-form-urlencoded")).status).toBe(200);
});

test("an unexpected error reveals nothing but the request id", async () => {
  const response = await app.request("/broken");
  const body = await expectProblem(response, 500, "unexpected");
  expect(JSON.stringify(body)).not.toContain("secret");
  expect(body.detail).toContain(response.headers.get("x-request-id"));
});

test("a correlation id is kept if it is well-formed", async () => {
  const kept = await app.request("/nowhere", { headers: { "x-correlation-id": "shop-42" } });
  expect(kept.headers.get("x-correlation-id")).toBe("shop-42");
  for (const id of ["", "a b", "ä".repeat(3), "x".repeat(129)]) {
    const made = await app.request("/nowhere", { headers: { "x-correlation-id": encodeURIComponent(id) } });
    expect(made.headers.get("x-correlation-id")).not.toBe(id);
  }
  const made = await app.request("/nowhere", { headers: { "x-correlation-id": "a b" } });
  expect(made.headers.get("x-correlation-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("the API describes itself", async () => {
  const response = await app.request("/openapi.json");
  expect(await response.json()).toMatchObject({ openapi: "3.1.0", paths: { "/orders": { post: {} } } });
});
