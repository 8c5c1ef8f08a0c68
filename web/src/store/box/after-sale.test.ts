import { expect, test } from "vitest";
import type { Product } from "../../api/types.ts";
import { afterSale } from "./after-sale.ts";

const product = (id: string, available: number): Product => ({
  id,
  name: { en: id, ko: id },
  description: { en: id, ko: id },
  allergens: [],
  price: 1000,
  image: `/drawings/${id}.svg`,
  stock: { available, state: available === 0 ? "sold_out" : "in_stock" },
});

test("a sale leaves the tray at once, the last one empties it", () => {
  const after = afterSale([product("glazed", 5), product("injeolmi", 2)], [{ productId: "injeolmi", quantity: 2 }]);
  expect(after.map((it) => it.stock)).toEqual([
    { available: 5, state: "in_stock" },
    { available: 0, state: "sold_out" },
  ]);
});

test("what cannot be sold stays", () => {
  expect(afterSale([product("glazed", 5)], [{ productId: "glazed", quantity: 6 }])).toEqual([product("glazed", 5)]);
});
