import type { Random } from "./random.ts";

export interface Point {
  x: number;
  y: number;
}

/** The drawing is a 240 × 240 square; a donut's centre is slightly above the square's, over its shadow. */
export const middle: Point = { x: 120, y: 117 };

/** A point at `radius` from `from`, at an angle in turns, clockwise from three o'clock. */
export function polar(radius: number, turns: number, from: Point = middle): Point {
  const angle = turns * 2 * Math.PI;
  return { x: from.x + radius * Math.cos(angle), y: from.y + radius * Math.sin(angle) };
}

/** One decimal is precise enough and keeps the drawing small. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A smooth closed path through the points (Catmull-Rom as Béziers). */
export function closedPath(points: readonly Point[]): string {
  const at = (index: number) => points[(index + points.length) % points.length] ?? middle;
  const curves = points.map((_, index) => {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const first = { x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6 };
    const second = { x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6 };
    return `C${n(first.x)} ${n(first.y)} ${n(second.x)} ${n(second.y)} ${n(to.x)} ${n(to.y)}`;
  });
  const start = at(0);
  return `M${n(start.x)} ${n(start.y)}${curves.join("")}Z`;
}

/** A hand-drawn circle: `wobble` is how irregular it is. */
export function roundish(random: Random, radius: number, wobble: number, from: Point = middle, steps = 14): string {
  return closedPath(
    Array.from({ length: steps }, (_, index) =>
      polar(radius + random.between(-wobble, wobble), (index + random.between(-0.2, 0.2)) / steps, from),
    ),
  );
}

/** The edge of a poured glaze: lobes of uneven length, longer below where it runs down. */
export function dripping(random: Random, radius: number, drip: number, from: Point = middle, lobes = 11): string {
  const points: Point[] = [];
  const start = random.next();
  for (let lobe = 0; lobe < lobes; lobe++) {
    const turns = start + (lobe + random.between(-0.14, 0.14)) / lobes;
    const gravity = 0.75 + 0.45 * Math.sin(turns * 2 * Math.PI);
    const reach = radius + drip * gravity * random.between(0.35, 1);
    const width = 0.22 / lobes;
    points.push(polar(reach - drip * 0.15, turns - width, from), polar(reach, turns + width, from));
    points.push(polar(radius - drip * random.between(0.1, 0.45), turns + 0.5 / lobes, from));
  }
  return closedPath(points);
}

export interface Spot extends Point {
  /** Degrees. */
  turn: number;
}

/** Up to `count` spots on the ring between two radii, at least `apart` from each other. */
export function scatter(
  random: Random,
  { count, from, to, apart }: { count: number; from: number; to: number; apart: number },
): Spot[] {
  const spots: Spot[] = [];
  for (let attempt = 0; attempt < count * 12 && spots.length < count; attempt++) {
    // The square root spreads them evenly over the area.
    const radius = Math.sqrt(random.between(from * from, to * to));
    const spot = { ...polar(radius, random.next()), turn: random.between(0, 180) };
    if (spots.every((it) => Math.hypot(it.x - spot.x, it.y - spot.y) >= apart)) spots.push(spot);
  }
  return spots;
}

export function arc(radius: number, from: number, to: number, centre: Point = middle): string {
  const [start, end] = [polar(radius, from, centre), polar(radius, to, centre)];
  const large = to - from > 0.5 ? 1 : 0;
  return `M${n(start.x)} ${n(start.y)}A${n(radius)} ${n(radius)} 0 ${large} 1 ${n(end.x)} ${n(end.y)}`;
}
