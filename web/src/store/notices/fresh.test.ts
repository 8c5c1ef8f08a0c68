import { expect, test } from "vitest";
import type { Product } from "../../api/types.ts";
import { freshOnes } from "./fresh.ts";

const product = (id: string, available: number) => ({ id, stock: { available } }) as Product;

test("only a product that was sold out and is back counts as fresh", () => {
  const before = [product("a", 0), product("b", 5), product("c", 0)];
  const now = [product("a", 20), product("b", 25), product("c", 0), product("d", 3)];
  expect(freshOnes(before, now).map((it) => it.id)).toEqual(["a"]);
  expect(freshOnes([], now)).toEqual([]);
});
