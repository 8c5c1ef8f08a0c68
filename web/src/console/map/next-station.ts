import type { Box } from "./geometry.ts";

export type Direction = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

/** How much more a sideways step costs than a step ahead. */
const ASIDE = 3;

/** The nearest box in a direction, preferring one straight ahead; undefined at the edge of the map. */
export function nextStation<Stop extends { box: Box }>(
  from: Box,
  stops: Stop[],
  direction: Direction,
): Stop | undefined {
  const [x, y] = middle(from);
  let best: { stop: Stop; cost: number } | undefined;
  for (const stop of stops) {
    const [otherX, otherY] = middle(stop.box);
    const right = otherX - x;
    const down = otherY - y;
    const [ahead, aside] = {
      ArrowUp: [-down, right],
      ArrowDown: [down, right],
      ArrowLeft: [-right, down],
      ArrowRight: [right, down],
    }[direction] as [number, number];
    if (ahead < 1) continue;
    const cost = ahead + ASIDE * Math.abs(aside);
    if (!best || cost < best.cost) best = { stop, cost };
  }
  return best?.stop;
}

function middle({ x, y, width, height }: Box): [number, number] {
  return [x + width / 2, y + height / 2];
}
