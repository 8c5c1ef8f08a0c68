import type { Brush } from "./paint.ts";
import type { Random } from "./random.ts";
import type { Topping } from "./recipe.ts";
import { almonds, berries, blossoms, cream, mochi, pecans } from "./topping-shapes.ts";
import { crackle, crystals, gold, powder, salt, sesame, shavings, sprinkles } from "./topping-strokes.ts";

const painters: Record<Topping, (brush: Brush, random: Random) => string> = {
  almonds,
  berries,
  blossoms,
  crackle,
  cream,
  crystals,
  gold,
  mochi,
  pecans,
  powder,
  salt,
  sesame,
  shavings,
  sprinkles,
};

export function paintTopping(topping: Topping, brush: Brush): string {
  return painters[topping](brush, brush.random(topping));
}
