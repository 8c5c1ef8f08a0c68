import fc from "fast-check";
import { expect, test } from "vitest";
import { beginningOf, firstIllFormed, unkeepableIn } from "./keepable.ts";

test("a text that cannot be stored is found wherever it is, even in a key", () => {
  const value = { good: ["🍩", "a\tb\r\n"], bad: [{ name: "Pat \ud83c" }, "\ufffe"], "\udf69": 1, nul: "a\u0000" };
  expect(unkeepableIn(value).map(({ path }) => path)).toEqual(
    expect.arrayContaining([[], ["bad", 0, "name"], ["bad", 1]]),
  );
  expect(unkeepableIn(value)).toHaveLength(4);
  expect(firstIllFormed({ fine: "\u0000\ufffe", next: ["\udf69"] })).toEqual(["next", 0]);
  expect(firstIllFormed("🍩")).toBeUndefined();
});

test("deep nesting is harmless", () => {
  const depth = 50_000;
  const deep = JSON.parse(`${"[".repeat(depth)}"\\ud83c"${"]".repeat(depth)}`);
  expect(unkeepableIn(deep)[0]?.path).toHaveLength(depth);
});

test("the beginning of any text is as long as allowed and well-formed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), fc.nat(40), (before, after, most) => {
      const text = `${before}\ud83c${after}`;
      const beginning = beginningOf(text, most);
      expect(beginning.isWellFormed()).toBe(true);
      expect(beginning.length).toBeLessThanOrEqual(most);
      expect(beginning.length).toBeGreaterThanOrEqual(Math.min(text.length, most) - 1);
    }),
  );
  expect(beginningOf("ab🍩", 3)).toBe("ab");
  expect(beginningOf("ab🍩", 4)).toBe("ab🍩");
});
