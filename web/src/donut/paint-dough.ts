import { arc, middle, n, polar, roundish, scatter } from "./geometry.ts";
import type { Brush } from "./paint.ts";
import { doughs, flavours, type Tone } from "./palette.ts";

const hole = 27;
const outer = 98;

export function paintDough(brush: Brush): string {
  const { recipe, detail, prefix } = brush;
  const tone = doughs[recipe.dough];
  const random = brush.random("dough");
  const rim = recipe.shape === "cake" ? roundish(random, outer - 1, 3.4, middle, 22) : roundish(random, outer, 1.2);
  const inside = recipe.shape === "filled" ? "" : roundish(random, hole, 0.8, { x: middle.x, y: middle.y + 1 }, 10);
  const fine =
    detail === "full" ? [proofLine(brush, tone), crust(brush, tone), recipe.shape === "cake" ? cracks(brush) : ""] : [];

  return [
    gradient(prefix, tone, recipe.shape === "filled"),
    `<path d="${rim}${inside}" fill="url(#${prefix}do)" fill-rule="evenodd"/>`,
    ...fine,
    inside && `<path d="${inside}" fill="none" stroke="${tone.deep}" stroke-opacity=".55" stroke-width="3"/>`,
    recipe.shape === "filled" ? cream(brush) : "",
  ].join("");
}

function gradient(prefix: string, tone: Tone, filled: boolean): string {
  const inner = filled ? tone.base : tone.deep;
  return (
    `<radialGradient id="${prefix}do" gradientUnits="userSpaceOnUse" cx="114" cy="109" r="108">` +
    `<stop offset=".22" stop-color="${inner}"/><stop offset=".42" stop-color="${tone.base}"/>` +
    `<stop offset=".66" stop-color="${tone.light}"/><stop offset=".86" stop-color="${tone.base}"/>` +
    `<stop offset="1" stop-color="${tone.deep}"/></radialGradient>`
  );
}

/** The pale line around a yeast donut, where it floated in the oil. */
function proofLine({ recipe, random }: Brush, tone: Tone): string {
  if (recipe.shape === "cake" || recipe.dough === "cocoa") return "";
  const path = roundish(random("proof"), outer - 6.5, 0.8);
  return (
    `<path d="${path}" fill="none" stroke="${tone.light}" stroke-width="5.5" stroke-opacity=".85"/>` +
    `<path d="${path}" fill="none" stroke="#fff" stroke-width="1.6" stroke-opacity=".35"/>`
  );
}

/** Blisters and crumbs on the part of the dough that stays bare. */
function crust({ random }: Brush, tone: Tone): string {
  const chance = random("crust");
  return scatter(chance, { count: 34, from: outer - 15, to: outer - 3, apart: 7 })
    .map(
      ({ x, y }) =>
        `<circle cx="${n(x)}" cy="${n(y)}" r="${n(chance.between(0.5, 1.5))}" fill="${chance.pick([tone.deep, tone.light])}" opacity=".5"/>`,
    )
    .join("");
}

/** The craggy ring of an old-fashioned cake donut, and its burst berries. */
function cracks({ recipe, random }: Brush): string {
  const chance = random("cracks");
  const tone = doughs[recipe.dough];
  const ring = roundish(chance, 74, 4.2, middle, 26);
  const burst = scatter(chance, { count: 13, from: 40, to: 92, apart: 22 }).map(({ x, y }) => {
    const size = chance.between(3, 7);
    return `<path d="${roundish(chance, size, 1.6, { x, y }, 8)}" fill="${flavours.blueberry.deep}" opacity=".55"/>`;
  });
  return (
    `<path d="${ring}" fill="none" stroke="${tone.deep}" stroke-width="7" stroke-opacity=".42"/>` +
    `<path d="${ring}" fill="none" stroke="${tone.light}" stroke-width="2.4" stroke-opacity=".9" transform="translate(1.5 3)"/>` +
    burst.join("")
  );
}

/** A filled donut shows its filling at the filling hole. */
function cream({ recipe, random }: Brush): string {
  if (!recipe.filling) return "";
  const tone = flavours[recipe.filling];
  const chance = random("filling");
  const at = polar(88, 0.105);
  const blob = roundish(chance, 22, 2.4, at, 10);
  const drop = roundish(chance, 10, 1, { x: at.x - 8, y: at.y + 20 }, 8);
  const both = blob + drop;
  return (
    `<path d="${both}" fill="${tone.deep}" transform="translate(2 5)"/><path d="${both}" fill="${tone.base}"/>` +
    `<path d="${arc(12, 0.5, 0.82, at)}" fill="none" stroke="${tone.light}" stroke-width="6" stroke-linecap="round"/>` +
    `<circle cx="${n(at.x + 4)}" cy="${n(at.y - 11)}" r="2" fill="#fff"/>`
  );
}
