import type { Point } from "./geometry.ts";
import type { Cars } from "./layout.ts";

/** Distance between the centres of two donuts in a row, and the space for "+1,234" at its end. */
const APART = 13;
const REST = 44;

export interface Row {
  donuts: Point[];
  /** The number of messages beyond the donuts drawn, and where to show it. */
  rest?: { count: number; at: Point };
}

/** One donut per message as far as there is space, and the number of the rest. */
export function rowOf(count: number, { x, y, length, down = false }: Cars): Row {
  const at = (index: number): Point => (down ? { x, y: y + index * APART } : { x: x + index * APART, y });
  const room = Math.max(1, Math.floor(length / APART) + 1);
  if (count <= room) return { donuts: Array.from({ length: count }, (_, index) => at(index)) };
  if (down) return { donuts: Array.from({ length: room }, (_, index) => at(index)) };
  const shown = Math.max(1, Math.floor((length - REST) / APART) + 1);
  return {
    donuts: Array.from({ length: shown }, (_, index) => at(index)),
    rest: { count: count - shown, at: { x: x + shown * APART - 3, y } },
  };
}
