export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

/** Length of the 45° piece that joins a horizontal and a vertical one, and the radius that rounds its ends. */
const CHAMFER = 14;
const RADIUS = 10;

/**
 * Octilinear way from one point to another: straight, 45° down or up into the vertical at `viaX`, 45° out of it,
 * straight again. Where the height is too small for a vertical, one 45° piece centred on `viaX`.
 */
export function elbow(from: Point, to: Point, viaX: number): Point[] {
  const rise = to.y - from.y;
  if (rise === 0) return [from, to];
  const up = Math.sign(rise);
  if (Math.abs(rise) <= 2 * CHAMFER) {
    const half = Math.abs(rise) / 2;
    return [from, { x: viaX - half, y: from.y }, { x: viaX + half, y: to.y }, to];
  }
  return [
    from,
    { x: viaX - CHAMFER, y: from.y },
    { x: viaX, y: from.y + up * CHAMFER },
    { x: viaX, y: to.y - up * CHAMFER },
    { x: viaX + CHAMFER, y: to.y },
    to,
  ];
}

/** The points as an SVG path whose corners are rounded, less where a piece is short. */
export function roundedPath(points: Point[], radius = RADIUS): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const corners = rest.slice(0, -1).map((corner, index) => {
    const before = points[index] ?? corner;
    const after = points[index + 2] ?? corner;
    const cut = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    return `L${at(toward(corner, before, cut))}Q${at(corner)} ${at(toward(corner, after, cut))}`;
  });
  const last = rest.at(-1);
  return `M${at(first)}${corners.join("")}${last ? `L${at(last)}` : ""}`;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function toward(from: Point, to: Point, length: number): Point {
  const total = distance(from, to);
  if (total === 0) return from;
  return { x: from.x + ((to.x - from.x) * length) / total, y: from.y + ((to.y - from.y) * length) / total };
}

function at(point: Point): string {
  return `${round(point.x)} ${round(point.y)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
