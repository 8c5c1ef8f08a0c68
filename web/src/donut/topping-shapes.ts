import { closedPath, n, polar, roundish, scatter } from "./geometry.ts";
import type { Brush } from "./paint.ts";
import { flavours, type Tone } from "./palette.ts";
import type { Random } from "./random.ts";

// Large shapes are drawn once and reused.

const centre = { x: 120, y: 113 };

export function cream({ recipe, detail, prefix }: Brush, random: Random): string {
  const tone = flavours[recipe.filling ?? "butter"];
  const count = detail === "icon" ? 6 : 9;
  const places = Array.from({ length: count }, (_, index) => ({
    ...polar(57, index / count + 0.02, centre),
    turn: index * 47,
    scale: detail === "icon" ? 1.5 : 1,
  }));
  return repeated(`${prefix}cr`, rosette(random, tone), places);
}

/** Piped from a star nozzle: folds that twist towards a tip. */
function rosette(random: Random, tone: Tone): string {
  const star = (radius: number, turn: number) =>
    closedPath(
      Array.from({ length: 16 }, (_, step) =>
        polar(radius * (step % 2 ? 0.86 : 1) + random.between(-0.3, 0.3), step / 16 + turn, { x: 0, y: 0 }),
      ),
    );
  const folds = Array.from({ length: 8 }, (_, step) => {
    const [outer, inner] = [polar(18, step / 8, { x: 0, y: 0 }), polar(6, step / 8 + 0.1, { x: 0, y: 0 })];
    return `M${n(outer.x)} ${n(outer.y)}Q${n(outer.x * 0.6)} ${n(outer.y * 0.7)} ${n(inner.x)} ${n(inner.y)}`;
  });
  return (
    `<path d="${star(21.5, 0)}" fill="#6e3a08" opacity=".4" transform="translate(1 4)"/>` +
    `<path d="${star(21, 0)}" fill="${tone.base}"/>` +
    `<path d="${folds.join("")}" fill="none" stroke="${tone.deep}" stroke-width="1.6" opacity=".75"/>` +
    `<path d="${star(12, 0.04)}" fill="${tone.light}"/><path d="${star(6, 0.1)}" fill="#fff"/>`
  );
}

export function almonds({ recipe, detail, prefix }: Brush, random: Random): string {
  const crown = recipe.toppings.includes("cream");
  const count = detail === "icon" ? 6 : 9;
  const outline = "M0-16C9-7 10 5 0 12C-10 5-9-7 0-16Z";
  const almond =
    `<path d="${outline}" fill="#5e2c0a" opacity=".45" transform="translate(1.5 3.5)"/><path d="${outline}" fill="#a85c22"/>` +
    `<path d="M-1.5-12C4-6 4 4-1.5 9C-6 4-5-6-1.5-12Z" fill="#dfa160"/>` +
    `<path d="M-1-9V6M2.5-5V5M-4-4V3" stroke="#94501c" stroke-width=".9" fill="none"/>`;
  const places = Array.from({ length: count }, (_, index) => {
    const turns = index / count + 0.02;
    // In a crown they stand on the cream and point outwards.
    const turn = turns * 360 + 90 + random.between(-14, 14);
    const spot = polar(crown ? 59 : random.between(48, 70), turns, { x: 120, y: 110 });
    return { ...spot, turn, scale: detail === "icon" ? 1.4 : 1 };
  });
  return repeated(`${prefix}al`, almond, places);
}

export function pecans({ detail, prefix }: Brush, random: Random): string {
  const count = detail === "icon" ? 4 : 7;
  const half = "M0-17C11-13 12 10 0 17C-12 10-11-13 0-17Z";
  const pecan =
    `<path d="${half}" fill="#3d1604" opacity=".5" transform="translate(2 4)"/><path d="${half}" fill="#95501f"/>` +
    `<path d="M-3-13C-9-8-9 5-4 12" fill="none" stroke="#c98346" stroke-width="3.4" stroke-linecap="round"/>` +
    `<path d="M5-11Q9 0 5 10" fill="none" stroke="#b06a33" stroke-width="2.4" stroke-linecap="round"/>` +
    `<path d="M0-15Q2.5 0 0 15" fill="none" stroke="#54250a" stroke-width="2.6"/>`;
  const places = Array.from({ length: count }, (_, index) => ({
    ...polar(random.between(52, 64), (index + random.between(-0.15, 0.15)) / count, centre),
    turn: random.between(0, 180),
    scale: detail === "icon" ? 1.5 : 1.15,
  }));
  return repeated(`${prefix}pe`, pecan, places);
}

export function berries({ detail, prefix }: Brush, random: Random): string {
  const { base, deep, light } = flavours.blueberry;
  const berry =
    `<circle r="12.5" cx="2" cy="4" fill="#22113a" opacity=".4"/><circle r="12.5" fill="${deep}"/>` +
    `<circle r="10.6" cx="-1.4" cy="-1.8" fill="${base}"/>` +
    `<path d="M0-5L1.8-1.8 5-1.5 2.6 1 3.2 4.5 0 2.7-3.2 4.5-2.6 1-5-1.5-1.8-1.8Z" fill="${deep}"/>` +
    `<ellipse cx="-5.2" cy="-6.2" rx="3.4" ry="2" fill="${light}" transform="rotate(-6)"/>`;
  const places =
    detail === "icon"
      ? Array.from({ length: 3 }, (_, index) => ({ ...polar(60, index / 3 + 0.1), turn: 0, scale: 1.6 }))
      : scatter(random, { count: 7, from: 48, to: 72, apart: 38 }).map((it) => ({
          ...it,
          turn: random.between(-40, 40),
          scale: random.between(0.85, 1.1),
        }));
  return repeated(`${prefix}be`, berry, places);
}

export function mochi({ detail, prefix }: Brush, random: Random): string {
  const count = detail === "icon" ? 4 : 7;
  const { light, base, deep } = flavours.soybean;
  const cube = (fill: string, dx: number, dy: number, extra = "") =>
    `<rect x="${n(dx - 11)}" y="${n(dy - 11)}" width="22" height="22" rx="6" fill="${fill}"${extra}/>`;
  const crumbs = Array.from(
    { length: 9 },
    () =>
      `<circle cx="${n(random.between(-8, 8))}" cy="${n(random.between(-8, 7))}" r="${n(random.between(0.7, 1.6))}" fill="${random.pick([base, deep])}"/>`,
  );
  const places = Array.from({ length: count }, (_, index) => ({
    ...polar(random.between(55, 63), (index + random.between(-0.15, 0.15)) / count + 0.04, centre),
    turn: random.between(0, 90),
    scale: detail === "icon" ? 1.5 : 1,
  }));
  const whole =
    cube("#4d310b", 2, 5, ' opacity=".45"') +
    cube(deep, 0.6, 3) +
    cube("#faecca", 0, 0) +
    cube(light, -1, -1.5, ' opacity=".5"') +
    crumbs.join("");
  return repeated(`${prefix}mo`, whole, places);
}

export function blossoms({ detail, prefix }: Brush, random: Random): string {
  const petals = Array.from({ length: 5 }, (_, index) => {
    const { x, y } = polar(4.2, index / 5, { x: 0, y: 0 });
    return `<path d="${roundish(random, 3.4, 0.3, { x, y }, 6)}" fill="${index % 2 ? "#7148ae" : "#8d62c9"}"/>`;
  });
  const flower =
    `<circle r="7" cx="1" cy="2.5" fill="#43246e" opacity=".3"/>` +
    `${petals.join("")}<circle r="2.2" fill="#ffe08a"/>`;
  const spots =
    detail === "icon"
      ? Array.from({ length: 4 }, (_, index) => ({ ...polar(60, index / 4 + 0.06), turn: 0 }))
      : scatter(random, { count: 13, from: 46, to: 74, apart: 24 });
  const places = spots.map((it) => ({ ...it, scale: detail === "icon" ? 2.1 : random.between(0.9, 1.3) }));
  return repeated(`${prefix}bl`, flower, places);
}

interface Place {
  x: number;
  y: number;
  /** Degrees. */
  turn: number;
  scale: number;
}

function repeated(id: string, what: string, places: Place[]): string {
  const uses = places.map(({ x, y, turn, scale }) => {
    const size = scale === 1 ? "" : ` scale(${Math.round(scale * 100) / 100})`;
    return `<use href="#${id}" transform="translate(${n(x)} ${n(y)}) rotate(${Math.round(turn)})${size}"/>`;
  });
  return `<defs><g id="${id}">${what}</g></defs>${uses.join("")}`;
}
