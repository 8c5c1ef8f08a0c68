import type { Dough, Flavour } from "./palette.ts";
import { hashOf, seeded } from "./random.ts";
import type { Recipe, Topping } from "./recipe.ts";

/** The designed donuts, by product id. */
export const recipes: Readonly<Record<string, Recipe>> = {
  glazed: {
    shape: "ring",
    dough: "yeast",
    glaze: { flavour: "sugar", cover: 0.92, drip: 0.35, thin: true },
    toppings: ["crackle"],
  },
  "hoyong-special": {
    shape: "ring",
    dough: "yeast",
    glaze: { flavour: "honey", cover: 0.7, drip: 0.9 },
    filling: "butter",
    toppings: ["cream", "almonds", "gold"],
  },
  "strawberry-frosted": {
    shape: "ring",
    dough: "yeast",
    glaze: { flavour: "strawberry", cover: 0.7, drip: 0.75 },
    toppings: ["sprinkles"],
  },
  "chocolate-truffle": {
    shape: "ring",
    dough: "cocoa",
    glaze: { flavour: "ganache", cover: 0.78, drip: 0.6 },
    toppings: ["shavings"],
  },
  "boston-cream": {
    shape: "filled",
    dough: "yeast",
    glaze: { flavour: "chocolate", cover: 0.62, drip: 0.9 },
    filling: "custard",
    drizzle: { flavour: "custard", pattern: "zigzag" },
    toppings: [],
  },
  "matcha-ring": {
    shape: "ring",
    dough: "cake",
    glaze: { flavour: "matcha", cover: 0.75, drip: 0.6 },
    drizzle: { flavour: "whiteChocolate", pattern: "waves" },
    toppings: ["powder"],
  },
  injeolmi: {
    shape: "ring",
    dough: "yeast",
    glaze: { flavour: "soybean", cover: 0.86, drip: 0.2, thin: true },
    filling: "soybean",
    toppings: ["powder", "mochi"],
  },
  "black-sesame": {
    shape: "ring",
    dough: "yeast",
    glaze: { flavour: "sesame", cover: 0.74, drip: 0.7 },
    toppings: ["sesame"],
  },
  "blueberry-cake": {
    shape: "cake",
    dough: "blueberry",
    glaze: { flavour: "sugar", cover: 0.45, drip: 0.3, thin: true },
    drizzle: { flavour: "lemon", pattern: "zigzag" },
    toppings: ["berries"],
  },
  "caramel-pecan": {
    shape: "ring",
    dough: "cake",
    glaze: { flavour: "caramel", cover: 0.72, drip: 1 },
    toppings: ["pecans", "salt"],
  },
  "cinnamon-twist": { shape: "twist", dough: "twist", toppings: ["crystals"] },
  "lavender-honey": {
    shape: "ring",
    dough: "yeast",
    glaze: { flavour: "lavender", cover: 0.74, drip: 0.65 },
    drizzle: { flavour: "honey", pattern: "zigzag" },
    toppings: ["blossoms"],
  },
};

const anyDough: readonly [Dough, ...Dough[]] = ["yeast", "cake", "cocoa"];
const anyGlaze: readonly [Flavour, ...Flavour[]] = [
  "strawberry",
  "chocolate",
  "matcha",
  "caramel",
  "lavender",
  "blueberry",
  "mint",
  "peach",
  "honey",
  "whiteChocolate",
];
const anyTopping: readonly [Topping, ...Topping[]] = ["sprinkles", "salt", "sesame", "almonds", "shavings", "powder"];

/** @returns the donut of a product id; an unknown id gets its own, always the same. */
export function recipeOf(id: string): Recipe {
  const known = Object.hasOwn(recipes, id) ? recipes[id] : undefined;
  if (known) return known;

  const random = seeded(hashOf(id));
  const flavour = random.pick(anyGlaze);
  const drizzle = random.pick(anyGlaze);
  return {
    shape: random.pick(["ring", "ring", "ring", "filled"]),
    dough: random.pick(anyDough),
    glaze: { flavour, cover: random.between(0.68, 0.8), drip: random.between(0.4, 1) },
    ...(drizzle === flavour || random.next() < 0.5
      ? {}
      : { drizzle: { flavour: drizzle, pattern: random.pick(["zigzag", "waves"]) } }),
    toppings: [random.pick(anyTopping)],
  };
}
