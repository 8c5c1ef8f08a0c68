import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonLines } from "./json.ts";

const textOf = (source: string) =>
  jsonLines(source)?.map(({ depth, tokens }) => "  ".repeat(depth) + tokens.map(({ text }) => text).join(""));

test("one member on each line", () => {
  expect(textOf('{"id":"a","lines":[{"quantity":2},{}],"none":[]}')).toEqual([
    "{",
    '  "id": "a",',
    '  "lines": [',
    "    {",
    '      "quantity": 2',
    "    },",
    "    {}",
    "  ],",
    '  "none": []',
    "}",
  ]);
});

test("numbers that a double cannot hold stay exact", () => {
  expect(textOf('{"id":9007199254740993123,"price":1.10}')).toEqual([
    "{",
    '  "id": 9007199254740993123,',
    '  "price": 1.10',
    "}",
  ]);
});

test("what is not JSON is left to be shown raw", () => {
  expect(jsonLines("donut")).toBeUndefined();
  expect(jsonLines("")).toBeUndefined();
});

test("the value is never changed", () => {
  fc.assert(
    fc.property(fc.json(), (source) => {
      expect(JSON.parse(textOf(source)?.join("\n") ?? "")).toEqual(JSON.parse(source));
    }),
  );
});

test("names and values are distinguished", () => {
  expect(jsonLines('{"a":"b"}')?.[1]?.tokens.map(({ kind }) => kind)).toEqual(["name", "mark", "string"]);
});
