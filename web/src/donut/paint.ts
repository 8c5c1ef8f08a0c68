import { paintDough } from "./paint-dough.ts";
import { paintGlaze } from "./paint-glaze.ts";
import { paintShine } from "./paint-shine.ts";
import { paintTopping } from "./paint-topping.ts";
import { paintTwist } from "./paint-twist.ts";
import { hashOf, type Random, seeded } from "./random.ts";
import type { Recipe } from "./recipe.ts";
import { recipeOf } from "./recipes.ts";

/** `icon` is for 48 px and less: fewer, larger things. */
export type Detail = "full" | "icon";

/** The arguments of every layer. */
export interface Brush {
  recipe: Recipe;
  detail: Detail;
  /** Prefix of every id in the drawing, so that two drawings on one page do not conflict. */
  prefix: string;
  /** Each layer has its own random numbers: a change in one leaves the others as they were. */
  random(layer: string): Random;
}

/** An icon needs no space for a shadow. */
export const viewBox: Record<Detail, string> = { full: "0 0 240 240", icon: "19 16 202 202" };

/** @returns the contents of an `<svg>` with the detail's view box: the product's donut, always the same */
export function paintDonut(id: string, { detail = "full", prefix = "d" }: { detail?: Detail; prefix?: string } = {}) {
  const recipe = recipeOf(id);
  const seed = hashOf(id);
  const brush: Brush = { recipe, detail, prefix, random: (layer) => seeded(seed ^ hashOf(layer)) };
  const layers =
    recipe.shape === "twist"
      ? [shadow(brush), paintTwist(brush)]
      : [shadow(brush), paintDough(brush), paintGlaze(brush)];
  const toppings = recipe.toppings.map((topping) => paintTopping(topping, brush));
  return [...layers, ...toppings, recipe.shape === "twist" ? "" : paintShine(brush)].join("");
}

/** @returns the donut as an SVG file */
export function donutFile(id: string, detail: Detail = "full"): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox[detail]}">${paintDonut(id, { detail })}</svg>`;
}

function shadow({ recipe, detail, prefix }: Brush): string {
  if (detail === "icon") return "";
  const shape =
    recipe.shape === "twist"
      ? `cx="126" cy="134" rx="122" ry="62" transform="rotate(-34 126 134)"`
      : `cx="124" cy="133" rx="112" ry="105"`;
  return (
    `<radialGradient id="${prefix}sh"><stop stop-color="#2a1006" stop-opacity=".06"/>` +
    `<stop offset=".26" stop-color="#2a1006" stop-opacity=".2"/><stop offset=".6" stop-color="#2a1006" stop-opacity=".36"/>` +
    `<stop offset="1" stop-color="#2a1006" stop-opacity="0"/></radialGradient><ellipse ${shape} fill="url(#${prefix}sh)"/>`
  );
}
