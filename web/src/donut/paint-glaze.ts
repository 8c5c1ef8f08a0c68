import { closedPath, dripping, middle, n, type Point, polar, roundish } from "./geometry.ts";
import type { Brush } from "./paint.ts";
import { flavours, type Tone } from "./palette.ts";

/** The radii between which toppings are placed. */
export const top = { inner: 43, outer: 76 };

const lifted: Point = { x: middle.x, y: middle.y - 3 };

export function paintGlaze(brush: Brush): string {
  const { recipe, prefix } = brush;
  if (!recipe.glaze) return "";
  const { flavour, cover, drip, thin } = recipe.glaze;
  const tone = flavours[flavour];
  const random = brush.random("glaze");
  const edge = dripping(random, 46 + cover * 46, drip * 12, lifted, thin ? 14 : 11);
  const inside = recipe.shape === "filled" ? "" : roundish(random, 35 - cover * 3, 1.8, lifted, 11);
  const path = edge + inside;
  const body = `<path d="${path}" fill="url(#${prefix}gl)" fill-rule="evenodd"${thin ? ' opacity=".72"' : ""}/>`;
  // A poured glaze has an edge: the same shape, darker, a little lower.
  const thickness = `<path d="${path}" fill="${tone.deep}" fill-rule="evenodd" transform="translate(1 ${thin ? 2.5 : 5})" opacity="${thin ? 0.5 : 1}"/>`;
  const volume = `<path d="${path}" fill="url(#${prefix}vo)" fill-rule="evenodd"/>`;
  return gradients(prefix, tone, recipe.shape === "filled") + thickness + body + volume + drizzle(brush, path);
}

function gradients(prefix: string, tone: Tone, filled: boolean): string {
  return (
    `<linearGradient id="${prefix}gl" x1=".2" y1=".05" x2=".75" y2="1">` +
    `<stop stop-color="${tone.light}"/><stop offset=".45" stop-color="${tone.base}"/>` +
    `<stop offset="1" stop-color="${tone.deep}"/></linearGradient>` +
    (filled ? dome(prefix) : torus(prefix))
  );
}

/** On a ring the light falls off to both sides. */
function torus(prefix: string): string {
  return (
    `<radialGradient id="${prefix}vo" gradientUnits="userSpaceOnUse" cx="118" cy="112" r="94">` +
    `<stop offset=".34" stop-color="#1c0802" stop-opacity=".34"/><stop offset=".5" stop-color="#fff" stop-opacity=".05"/>` +
    `<stop offset=".64" stop-color="#fff" stop-opacity=".2"/><stop offset=".8" stop-color="#fff" stop-opacity="0"/>` +
    `<stop offset="1" stop-color="#1c0802" stop-opacity=".26"/></radialGradient>`
  );
}

/** On a bun it falls off from the lamp's side to the other. */
function dome(prefix: string): string {
  return (
    `<radialGradient id="${prefix}vo" gradientUnits="userSpaceOnUse" cx="96" cy="84" r="112">` +
    `<stop stop-color="#fff" stop-opacity=".32"/><stop offset=".45" stop-color="#fff" stop-opacity=".03"/>` +
    `<stop offset="1" stop-color="#1c0802" stop-opacity=".42"/></radialGradient>`
  );
}

function drizzle(brush: Brush, glaze: string): string {
  if (!brush.recipe.drizzle) return "";
  const { flavour, pattern } = brush.recipe.drizzle;
  const tone = flavours[flavour];
  const path = pattern === "zigzag" ? zigzag(brush) : waves(brush);
  const width = brush.detail === "icon" ? 9 : 4.8;
  const line = (colour: string, extra: string) =>
    `<path d="${path}" fill="none" stroke="${colour}" stroke-linejoin="round" stroke-linecap="round" ${extra}/>`;
  const clip = `${brush.prefix}dr`;
  return (
    `<clipPath id="${clip}"><path d="${glaze}" clip-rule="evenodd"/></clipPath><g clip-path="url(#${clip})">` +
    line(tone.deep, `stroke-width="${width}" transform="translate(.8 2.6)" opacity=".75"`) +
    line(tone.base, `stroke-width="${width}"`) +
    `${line(tone.light, `stroke-width="${n(width * 0.4)}" transform="translate(-.6 -1)"`)}</g>`
  );
}

/** Back and forth across the donut, as from a quick hand with a spoon. */
function zigzag(brush: Brush): string {
  const random = brush.random("drizzle");
  const passes = brush.detail === "icon" ? 4 : 6;
  const points = Array.from({ length: passes * 2 + 1 }, (_, index) => {
    const along = (index / (passes * 2) - 0.5) * 190 + random.between(-2.5, 2.5);
    const across = (index % 2 ? 1 : -1) * random.between(86, 98);
    const tilt = -0.42;
    return {
      x: lifted.x + along * Math.cos(tilt) - across * Math.sin(tilt),
      y: lifted.y + along * Math.sin(tilt) + across * Math.cos(tilt),
    };
  });
  return `M${points.map(({ x, y }) => `${n(x)} ${n(y)}`).join("L")}`;
}

/** Wavy rings. */
function waves(brush: Brush): string {
  const random = brush.random("drizzle");
  const radii = brush.detail === "icon" ? [58] : [47, 59, 71];
  return radii
    .map((radius) => {
      const steps = 22;
      const sway = random.between(3, 4.5);
      const points = Array.from({ length: steps }, (_, index) =>
        polar(radius + (index % 2 ? sway : -sway), index / steps, lifted),
      );
      return closedPath(points);
    })
    .join("");
}
