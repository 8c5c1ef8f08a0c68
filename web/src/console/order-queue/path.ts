export interface Point {
  x: number;
  y: number;
}

/** The line's layout: rows of `columns` donuts, each in a square of `cell` pixels. */
export interface Winding {
  cell: number;
  columns: number;
  rows: number;
}

const sizes = [
  { upTo: 60, cell: 44 },
  { upTo: 200, cell: 32 },
  { upTo: 600, cell: 24 },
  { upTo: Number.POSITIVE_INFINITY, cell: 16 },
];
const fewestRows = 2;

/** @returns the layout of a line of `count` in `width` pixels */
export function winding(count: number, width: number): Winding {
  const cell = sizes.find(({ upTo }) => count <= upTo)?.cell ?? 16;
  const columns = Math.max(1, Math.floor(width / cell));
  return { cell, columns, rows: Math.max(fewestRows, Math.ceil(count / columns)) };
}

/** @returns the centre of the place `index`, 0 being the front; a fraction is between two places */
export function pointAt(index: number, { cell, columns }: Winding): Point {
  const before = Math.floor(index);
  const part = index - before;
  const from = wholePoint(before, cell, columns);
  if (part === 0) return from;
  const to = wholePoint(before + 1, cell, columns);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function wholePoint(index: number, cell: number, columns: number): Point {
  // Served orders leave at the front.
  if (index < 0) return { x: (index + 0.5) * cell, y: cell / 2 };
  const row = Math.floor(index / columns);
  const along = index - row * columns;
  const column = row % 2 === 0 ? along : columns - 1 - along;
  return { x: (column + 0.5) * cell, y: (row + 0.5) * cell };
}
