import fc from "fast-check";
import { expect, test } from "vitest";
import { compact, pretty } from "./json-text.ts";

test("pretty-printed text compacts to the same text again", () => {
  fc.assert(
    fc.property(fc.json(), (source) => {
      const packed = JSON.stringify(JSON.parse(source));
      expect(compact(pretty(packed))).toBe(packed);
    }),
  );
});

test("long numbers survive both ways", () => {
  const source = '{"ledger":9007199254740993123,"price":1.10}';
  expect(pretty(source)).toContain("9007199254740993123");
  expect(compact(pretty(source))).toBe(source);
});

test("what is not JSON is left alone", () => {
  expect(pretty("not json")).toBe("not json");
  expect(compact("{broken")).toBe("{broken");
});
