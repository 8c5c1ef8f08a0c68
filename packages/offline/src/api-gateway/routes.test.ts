import { expect, test } from "vitest";
import { compileRoutes } from "./routes.ts";

const keys = [
  "$default",
  "ANY /{proxy+}",
  "GET /pets/{proxy+}",
  "GET /pets/dog/{id}",
  "GET /pets/dog/1",
  "ANY /pets/dog/1",
  "POST /orders",
  "GET /orders/{id}",
  "GET /orders/{id}/lines/{line}",
  "ANY /",
];

test.each([
  ["GET", "/pets/dog/1", "GET /pets/dog/1", undefined],
  ["POST", "/pets/dog/1", "ANY /pets/dog/1", undefined],
  ["GET", "/pets/dog/2", "GET /pets/dog/{id}", { id: "2" }],
  ["GET", "/pets/cat/1", "GET /pets/{proxy+}", { proxy: "cat/1" }],
  ["POST", "/test/5", "ANY /{proxy+}", { proxy: "test/5" }],
  ["GET", "/", "ANY /", undefined],
  ["GET", "/orders/a%20b", "GET /orders/{id}", { id: "a b" }],
  ["GET", "/orders/o-1/lines/2", "GET /orders/{id}/lines/{line}", { id: "o-1", line: "2" }],
  ["GET", "/orders/%E0%A4", "GET /orders/{id}", { id: "%E0%A4" }],
])("%s %s leads to %s", (method, path, key, pathParameters) => {
  const found = compileRoutes(keys.map((key) => ({ key, target: key })))(method, path);
  expect(found).toEqual({ key, target: key, ...(pathParameters && { pathParameters }) });
});

test("without a matching route there is none, or the default", () => {
  const routes = [{ key: "GET /orders", target: 1 }];
  expect(compileRoutes(routes)("POST", "/orders")).toBeUndefined();
  expect(compileRoutes(routes)("GET", "/orders/")).toBeUndefined();
  expect(compileRoutes([...routes, { key: "$default", target: 2 }])("POST", "/orders")).toMatchObject({ target: 2 });
});
