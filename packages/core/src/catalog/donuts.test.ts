import { expect, test } from "vitest";
import { donuts } from "./donuts.ts";
import { product } from "./product.ts";

test("the catalogue is complete in both languages", () => {
  expect(donuts.length).toBeGreaterThanOrEqual(8);
  for (const donut of donuts) {
    expect(product.safeParse(donut).error).toBeUndefined();
    expect(donut.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(donut.name.ko).toMatch(/[가-힣]/);
    expect(donut.description.ko).toMatch(/[가-힣]/);
    expect(donut.allergens).toContain("wheat");
  }
  expect(new Set(donuts.map(({ id }) => id)).size).toBe(donuts.length);
});

test("the products others script against have their price and first stock", () => {
  const known = donuts.filter(({ id }) => ["glazed", "hoyong-special"].includes(id));
  expect(known.map(({ id, price, initialStock }) => ({ id, price, initialStock }))).toEqual([
    { id: "glazed", price: 1500, initialStock: 100 },
    { id: "hoyong-special", price: 3000, initialStock: 20 },
  ]);
});

test("a restocked product is above its reorder point", () => {
  for (const { reorderPoint, restockQuantity } of donuts) expect(restockQuantity).toBeGreaterThan(reorderPoint);
});
