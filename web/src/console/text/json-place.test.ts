import { expect, test } from "vitest";
import { jsonLines } from "./json.ts";
import { brokenAt, placeOf } from "./json-place.ts";

const body = '{"id":820982911946154508,"line_items":[{"sku":"a"},{"quantity":-1}],"a/b":{"~":true}}';

function lineAt(pointer: string, text = body): string | undefined {
  const { line = -1 } = placeOf(text, pointer);
  return jsonLines(text)
    ?.[line]?.tokens.map((token) => token.text)
    .join("");
}

test("a pointer's value is found in the lines that are shown", () => {
  expect(lineAt("/id")).toBe('"id": 820982911946154508,');
  expect(lineAt("/line_items/1/quantity")).toBe('"quantity": -1');
  expect(lineAt("/line_items/0")).toBe("{");
  expect(lineAt("/a~1b/~0")).toBe('"~": true');
});

test("a missing member is marked at its parent", () => {
  expect(lineAt("/line_items/0/quantity")).toBe("{");
  expect(placeOf(body, "/line_items/0/quantity")).toEqual({ line: 3 });
  expect(placeOf(body, "/nothing/of/it")).toEqual({ line: 0 });
});

test("the whole is its first line, written either way", () => {
  expect(placeOf("[1]", "")).toEqual({ line: 0 });
  expect(placeOf("[1]", "/")).toEqual({ line: 0 });
});

test("a text that is not JSON breaks somewhere", () => {
  expect(placeOf('{"id": 1, "name": "#10', "")).toEqual({ offset: 18 });
  expect(placeOf('{"a": }', "")).toEqual({ offset: 6 });
  expect(placeOf("", "")).toEqual({ offset: 0 });
  expect(brokenAt('{"a": [1, 2,]}')).toBe(12);
  expect(brokenAt(body)).toBeUndefined();
});
