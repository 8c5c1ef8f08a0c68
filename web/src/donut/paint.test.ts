import { donuts } from "@donut/core/catalog/donuts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { donutFile, paintDonut } from "./paint.ts";
import { recipeOf, recipes } from "./recipes.ts";

test("the same product is always the same donut", () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      expect(recipeOf(id)).toEqual(recipeOf(id));
      expect(donutFile(id)).toBe(donutFile(id));
    }),
    { numRuns: 50 },
  );
});

test("every product of the catalogue has a recipe of its own", () => {
  expect(Object.keys(recipes).sort()).toEqual(donuts.map((it) => it.id).sort());
  expect(new Set(donuts.map((it) => donutFile(it.id))).size).toBe(donuts.length);
});

test("unknown products differ from one another and have a complete drawing", () => {
  const drawings = ["ube-dream", "pumpkin", "constructor", "__proto__", ""].map((it) => donutFile(it));
  expect(new Set(drawings).size).toBe(drawings.length);
  for (const drawing of drawings) expect(drawing).not.toMatch(/NaN|undefined|Infinity/);
});

test("no id gets into the drawing", () => {
  expect(paintDonut('"/><script>alert(1)</script>')).not.toContain("script");
});

test("ids inside a drawing begin with its prefix, so two donuts on a page do not mix", () => {
  const ids = [...paintDonut("lavender-honey", { prefix: "one" }).matchAll(/(?:id="|url\(#|href="#)(\w+)/g)];
  expect(ids.length).toBeGreaterThan(4);
  for (const [, id] of ids) expect(id).toMatch(/^one/);
});

test("a drawing is small enough for twelve at once on a phone", () => {
  for (const { id } of donuts) {
    expect(donutFile(id).length, id).toBeLessThan(24_000);
    expect(donutFile(id, "icon").length, `${id} as an icon`).toBeLessThan(12_000);
  }
});
