import { arc, n, polar } from "./geometry.ts";
import type { Brush } from "./paint.ts";

/** The reflection of the lamp over the counter: strongest on sugar and ganache, almost none on powder. */
export function paintShine({ recipe, detail }: Brush): string {
  if (!recipe.glaze) return "";
  const matt = recipe.toppings.includes("powder");
  const strength = matt ? 0.3 : 0.78;
  const centre = { x: 119, y: 113 };
  const streak = (radius: number, from: number, to: number, width: number, opacity: number) =>
    `<path d="${arc(radius, from, to, centre)}" fill="none" stroke="#fff" stroke-linecap="round" stroke-width="${width}" opacity="${Math.round(opacity * 100) / 100}"/>`;
  if (detail === "icon") return streak(62, 0.56, 0.69, 15, strength * 0.8);

  const dot = polar(64, 0.722, centre);
  const small = polar(66, 0.07, centre);
  return [
    streak(64, 0.555, 0.68, 9, strength),
    `<circle cx="${n(dot.x)}" cy="${n(dot.y)}" r="4.4" fill="#fff" opacity="${strength}"/>`,
    streak(57, 0.06, 0.16, 5, strength * 0.22),
    `<circle cx="${n(small.x)}" cy="${n(small.y)}" r="2.2" fill="#fff" opacity="${Math.round(strength * 50) / 100}"/>`,
  ].join("");
}
