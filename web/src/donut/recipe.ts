import type { Dough, Flavour } from "./palette.ts";

const shapes = ["ring", "cake", "filled", "twist"] as const;
type Shape = (typeof shapes)[number];

const toppings = [
  "sprinkles",
  "crackle",
  "cream",
  "almonds",
  "pecans",
  "salt",
  "berries",
  "shavings",
  "powder",
  "mochi",
  "sesame",
  "blossoms",
  "crystals",
  "gold",
] as const;
export type Topping = (typeof toppings)[number];

export interface Recipe {
  shape: Shape;
  dough: Dough;
  /** The glaze; `cover` is how much of the dough it hides, 0–1, `drip` how far it runs down, 0–1. */
  glaze?: { flavour: Flavour; cover: number; drip: number; thin?: boolean };
  drizzle?: { flavour: Flavour; pattern: "zigzag" | "waves" };
  filling?: Flavour;
  /** From bottom to top. */
  toppings: readonly Topping[];
}
