import { n, polar, type Spot, scatter } from "./geometry.ts";
import type { Brush } from "./paint.ts";
import { top } from "./paint-glaze.ts";
import { confetti, flavours } from "./palette.ts";
import type { Random } from "./random.ts";

// Small shapes by the dozen are strokes of a few paths, one per colour: fast even on a phone.

export function sprinkles(brush: Brush, random: Random): string {
  const large = brush.detail === "icon";
  const length = large ? 11 : 6.4;
  const bars = overTop(brush, random, large ? { count: 14, apart: 20 } : { count: 58, apart: 8 });
  const width = large ? 9 : 4.4;
  return (
    strokes([bars.map((it) => bar(it, length, 1.6)).join("")], ["#5a0f2c"], width, 0.3) +
    strokes(
      sorted(bars, confetti.length, (it) => bar(it, length)),
      confetti,
      width,
    )
  );
}

export function sesame(brush: Brush, random: Random): string {
  const large = brush.detail === "icon";
  const seeds = overTop(brush, random, large ? { count: 16, apart: 19 } : { count: 70, apart: 7 });
  const colours = ["#fff8e6", "#f3ddb2", "#fffdf6"];
  return strokes(
    sorted(seeds, 3, (it) => bar(it, large ? 5 : 2.4)),
    colours,
    large ? 7 : 3.3,
  );
}

export function salt(brush: Brush, random: Random): string {
  const large = brush.detail === "icon";
  const grains = overTop(brush, random, large ? { count: 9, apart: 22 } : { count: 34, apart: 7 });
  return strokes([grains.map((it) => bar(it, 0.8)).join("")], ["#fff"], large ? 6 : 3.2, 0.94, "square");
}

export function powder(brush: Brush, random: Random): string {
  const tone = flavours[brush.recipe.glaze?.flavour ?? "whiteChocolate"];
  const colours = [tone.light, tone.deep, tone.light];
  if (brush.detail === "icon") {
    const spots = scatter(random, { count: 18, from: 38, to: 84, apart: 17 });
    return strokes(sorted(spots, 3, dot), colours, 9, 0.7);
  }
  const fine = scatter(random, { count: 120, from: 35, to: 88, apart: 5 });
  const coarse = scatter(random, { count: 40, from: 40, to: 84, apart: 12 });
  return strokes(sorted(fine, 3, dot), colours, 2.2, 0.8) + strokes(sorted(coarse, 3, dot), colours, 4.4, 0.7);
}

export function shavings(brush: Brush, random: Random): string {
  const large = brush.detail === "icon";
  const curls = overTop(brush, random, large ? { count: 9, apart: 24 } : { count: 36, apart: 10 });
  const length = large ? 20 : 12;
  const draw = ({ x, y, turn }: Spot, drop = 0) => {
    const along = polar(length / 2, turn / 360, { x: 0, y: 0 });
    const bend = polar(length * 0.35, turn / 360 + 0.25, { x, y: y + drop });
    return `M${n(x - along.x)} ${n(y + drop - along.y)}Q${n(bend.x)} ${n(bend.y)} ${n(x + along.x)} ${n(y + drop + along.y)}`;
  };
  const width = large ? 7 : 3.8;
  return (
    strokes([curls.map((it) => draw(it, 2)).join("")], ["#120502"], width, 0.55) +
    strokes(sorted(curls, 3, draw), ["#8d5538", "#6d3c25", "#a96e4a"], width)
  );
}

/** Set and cracked sugar. */
export function crackle({ detail }: Brush, random: Random): string {
  if (detail === "icon") return "";
  const flakes = scatter(random, { count: 44, from: 40, to: 90, apart: 11 }).map(({ x, y, turn }) => {
    const { x: a, y: b } = polar(random.between(3, 6), turn / 180, { x: 0, y: 0 });
    return `M${n(x)} ${n(y)}q${n(a - b * 0.6)} ${n(b + a * 0.6)} ${n(a)} ${n(b)}t${n(a)} ${n(b)}`;
  });
  return strokes([flakes.join("")], ["#fff"], 1.3, 0.75);
}

/** Cinnamon sugar, on the twist. */
export function crystals({ detail }: Brush, random: Random): string {
  const count = detail === "icon" ? 24 : 230;
  const grains = Array.from({ length: count }, () => {
    const along = random.between(-98, 98);
    const reach = 38 * (1 - (Math.abs(along) / 108) ** 3);
    return { x: along, y: random.between(-reach, reach), turn: 0 };
  });
  const colours = ["#fff6e2", "#fffdf6", "#8a4a1c", "#efcf9f"];
  const dots = strokes(sorted(grains, 4, dot), colours, detail === "icon" ? 6 : 2.3, 0.9, "square");
  return `<g transform="translate(118 117) rotate(-34)">${dots}</g>`;
}

export function gold({ detail }: Brush, random: Random): string {
  if (detail === "icon") return "";
  const leaves = scatter(random, { count: 13, from: 38, to: 82, apart: 20 }).map(
    ({ x, y }) => `M${n(x - 3)} ${n(y - 1)}l3-2 4 3-3 3-4-1Z`,
  );
  return `<path d="${leaves.join("")}" fill="#ffdf70" stroke="#c98a12" stroke-width=".6"/>`;
}

/** Spots for toppings: around the hole, or all over a bun. */
function overTop({ recipe }: Brush, random: Random, { count, apart }: { count: number; apart: number }): Spot[] {
  const from = recipe.shape === "filled" ? 6 : top.inner;
  return scatter(random, { count, from, to: top.outer, apart }).map((it) => ({ ...it, y: it.y - 3 }));
}

/** The spots' paths, distributed over `colours` colours. */
function sorted(spots: Spot[], colours: number, draw: (spot: Spot) => string): string[] {
  return Array.from({ length: colours }, (_, colour) =>
    spots
      .filter((_, index) => index % colours === colour)
      .map((it) => draw(it))
      .join(""),
  );
}

function strokes(paths: string[], colours: readonly string[], width: number, opacity = 1, cap = "round"): string {
  const lines = paths.map((path, index) => `<path d="${path}" stroke="${colours[index]}"/>`);
  const faint = opacity < 1 ? ` opacity="${opacity}"` : "";
  return `<g fill="none" stroke-width="${width}" stroke-linecap="${cap}"${faint}>${lines.join("")}</g>`;
}

function bar({ x, y, turn }: Spot, length: number, drop = 0): string {
  const along = polar(length / 2, turn / 360, { x: 0, y: 0 });
  return `M${n(x - along.x)} ${n(y + drop - along.y)}l${n(along.x * 2)} ${n(along.y * 2)}`;
}

function dot({ x, y }: Spot): string {
  return `M${n(x)} ${n(y)}h.1`;
}
