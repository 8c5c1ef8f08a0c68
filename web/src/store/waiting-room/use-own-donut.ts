import { recipes } from "../../donut/recipes.ts";
import { boxLines } from "../shared/box-lines.ts";

const kinds = Object.keys(recipes);

/** The donut that represents the visitor: the first in the box, or one chosen by the number. */
export function useOwnDonut(number: number): string {
  const [first] = boxLines.use();
  return first?.productId ?? kinds[number % kinds.length] ?? "glazed";
}
