import { closedPath, n, polar } from "./geometry.ts";
import type { Brush } from "./paint.ts";
import { doughs } from "./palette.ts";

/** Two strands twisted around each other, from lower left to upper right. */
export function paintTwist(brush: Brush): string {
  const { prefix, detail } = brush;
  const tone = doughs[brush.recipe.dough];
  const random = brush.random("twist");
  const lobes = 5;
  const parts = Array.from({ length: lobes }, (_, index) => {
    const along = (index - (lobes - 1) / 2) * 37;
    const taper = 1 - Math.abs(index - (lobes - 1) / 2) * 0.09;
    const points = Array.from({ length: 12 }, (_, step) => {
      const spot = polar(1, step / 12, { x: 0, y: 0 });
      return { x: spot.x * 29 * taper + random.between(-0.8, 0.8), y: spot.y * 47 * taper + random.between(-0.8, 0.8) };
    });
    const crease = `M${n(-14 * taper)} ${n(-34 * taper)}Q${n(-26 * taper)} 0 ${n(-12 * taper)} ${n(36 * taper)}`;
    const ridge = `M${n(-2 * taper)} ${n(-32 * taper)}Q${n(-13 * taper)} ${n(-4 * taper)} ${n(-5 * taper)} ${n(22 * taper)}`;
    return (
      `<g transform="translate(${n(along)} 0) rotate(33)">` +
      `<path d="${closedPath(points)}" fill="${tone.deep}" transform="translate(3.5 2.5)"/>` +
      `<path d="${closedPath(points)}" fill="url(#${prefix}tw)"/>` +
      `<path d="${crease}" fill="none" stroke="${tone.deep}" stroke-opacity=".32" stroke-width="5" stroke-linecap="round"/>` +
      (detail === "full"
        ? `<path d="${ridge}" fill="none" stroke="#fff" stroke-opacity=".42" stroke-width="5" stroke-linecap="round"/>`
        : "") +
      `</g>`
    );
  });
  return (
    `<radialGradient id="${prefix}tw" cx=".36" cy=".34" r=".75"><stop stop-color="${tone.light}"/>` +
    `<stop offset=".55" stop-color="${tone.base}"/><stop offset="1" stop-color="${tone.deep}"/></radialGradient>` +
    `<g transform="translate(118 118) rotate(-34) scale(1.04)">${parts.join("")}</g>`
  );
}
