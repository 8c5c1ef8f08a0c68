interface Point {
  x: number;
  y: number;
}

/** A winding track in rows; distances are measured from its end, where the counter is. */
export interface Track {
  /** As an SVG path, from its beginning to the counter. */
  path: string;
  length: number;
  /** The point at a distance from the counter; beyond the track's beginning, the beginning. */
  at(distance: number): Point;
}

export interface Winding {
  /** The rows' heights, the first row first. */
  rows: readonly number[];
  /** Where the rows turn. */
  left: number;
  right: number;
  /** Where the track begins, on the first row. */
  from: number;
  /** Where it ends, on the last one. */
  to: number;
}

type Piece = { length: number; at(distance: number): Point; path: string };

/** @returns the track through all rows, with half circles alternating at `left` and `right` */
export function windingTrack({ rows, left, right, from, to }: Winding): Track {
  const pieces: Piece[] = [];
  const leftFirst = from > (left + right) / 2;
  let x = from;
  rows.forEach((y, index) => {
    const leftwards = leftFirst === (index % 2 === 0);
    const turn = leftwards ? left : right;
    const next = rows[index + 1];
    const end = next === undefined ? to : turn;
    pieces.push(straight(x, end, y));
    if (next !== undefined) pieces.push(halfCircle(end, y, next, leftwards));
    x = end;
  });
  const length = pieces.reduce((sum, it) => sum + it.length, 0);
  return {
    length,
    path: `M${from} ${rows[0] ?? 0}${pieces.map((it) => it.path).join("")}`,
    at(distance) {
      let along = Math.min(length, Math.max(0, length - distance));
      for (const piece of pieces) {
        if (along <= piece.length) return piece.at(along);
        along -= piece.length;
      }
      return { x: to, y: rows.at(-1) ?? 0 };
    },
  };
}

function straight(from: number, to: number, y: number): Piece {
  const step = Math.sign(to - from);
  return { length: Math.abs(to - from), at: (along) => ({ x: from + step * along, y }), path: `H${to}` };
}

function halfCircle(x: number, from: number, to: number, leftwards: boolean): Piece {
  const radius = (to - from) / 2;
  const side = leftwards ? -1 : 1;
  return {
    length: Math.PI * radius,
    at(along) {
      const angle = along / radius - Math.PI / 2;
      return { x: x + side * radius * Math.cos(angle), y: from + radius + radius * Math.sin(angle) };
    },
    path: `A${radius} ${radius} 0 0 ${leftwards ? 0 : 1} ${x} ${to}`,
  };
}
