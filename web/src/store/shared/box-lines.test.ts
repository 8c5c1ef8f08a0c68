import fc from "fast-check";
import { expect, test } from "vitest";
import { maxQuantity, parseBox, quantityOf, unitsOf, withQuantity } from "./box-lines.ts";

const id = fc.constantFrom("glazed", "hoyong-special", "injeolmi");

test("a box holds each product once, from 1 to 1000 of it, whatever is done to it", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(id, fc.oneof(fc.integer(), fc.double()))), (changes) => {
      const lines = changes.reduce(
        (box, [productId, quantity]) => withQuantity(box, productId, quantity),
        parseBox([]),
      );
      expect(new Set(lines.map((it) => it.productId)).size).toBe(lines.length);
      for (const { quantity } of lines) expect(quantity).toSatisfy((it: number) => Number.isInteger(it) && it >= 1);
      for (const { quantity } of lines) expect(quantity).toBeLessThanOrEqual(maxQuantity);
      expect(parseBox(JSON.parse(JSON.stringify(lines)))).toEqual(lines);
    }),
  );
});

test("the other lines stay as they are, and in their order", () => {
  const box = parseBox([
    { productId: "glazed", quantity: 2 },
    { productId: "injeolmi", quantity: 1 },
  ]);
  const more = withQuantity(box, "glazed", 3);
  expect(more).toEqual([
    { productId: "glazed", quantity: 3 },
    { productId: "injeolmi", quantity: 1 },
  ]);
  expect(unitsOf(more)).toBe(4);
  expect(quantityOf(withQuantity(more, "glazed", 0), "glazed")).toBe(0);
});

test("from a damaged stored box, only the valid lines are restored", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (stored) => {
      expect(parseBox(stored)).toBeInstanceOf(Array);
    }),
  );
  expect(parseBox([null, "x", { productId: 1 }, { productId: "glazed", quantity: 2.7 }])).toEqual([
    { productId: "glazed", quantity: 2 },
  ]);
});
