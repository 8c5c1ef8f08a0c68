import type { Pipeline } from "../../topology/topology.ts";
import type { Point } from "../geometry.ts";
import type { Station } from "../layout.ts";
import { type Column, STEP, TRUNK, WORDS } from "./column.ts";
import { placeSiding } from "./sidings.ts";

interface WayIn {
  /** Where its line starts. */
  start: Point;
  /** The track that it runs down. */
  x: number;
  group: string;
}

/** A queue's platform, siding, tunnel and train, one below the other. */
export function placePipeline(column: Column, { queue, dlq }: Pipeline, { start, x, group }: WayIn): void {
  const { name, subject, consumer } = queue;
  const box = (height: number) => ({ x: x - TRUNK, y: column.y, width: column.width - x + TRUNK, height });
  const words = (top: number, height: number) => {
    const left = x - TRUNK + WORDS;
    return { x: left, y: column.y + top, width: column.width - left, height };
  };
  const place = (station: Station, step: number) => {
    column.stations.push(station);
    column.y += step;
  };

  if (x !== start.x) column.y += 8;
  const joined = { x, y: column.y + 12 };
  const cars = { x: x + 32, y: column.y + 36, length: column.width - x - 52 };
  const platform = { id: name, subject, at: joined, cars, queue, words: words(2, 20), facts: words(48, 16) };
  place({ ...platform, kind: "platform", box: box(STEP.platform - 4) }, STEP.platform);

  if (dlq) placeSiding(column, dlq, { x, y: column.y - 14 }, queue);

  const inside = { x, y: column.y + 8, length: STEP.tunnel - 24, down: true };
  const tunnel = { id: `${name}/tunnel`, subject, at: { x, y: column.y }, cars: inside, queue, words: words(6, 32) };
  place({ ...tunnel, kind: "tunnel", box: box(STEP.tunnel - 8) }, STEP.tunnel);

  const end = consumer ? column.y + 20 : column.y - 8;
  if (consumer) {
    const train = { id: `${name}/train`, subject, at: { x, y: column.y }, queue, consumer, words: words(0, 48) };
    place({ ...train, kind: "train", box: box(STEP.train - 8) }, STEP.train);
  }

  column.tracks.push({ id: name, kind: "line", subject, group, queue: name, points: wayDown(start, joined, end) });
  column.y += STEP.gap;
}

/** Down beside the other lines, 45° over to its own track, and further down. */
function wayDown(start: Point, joined: Point, end: number): Point[] {
  const last = { x: joined.x, y: end };
  if (start.x === joined.x) return [start, last];
  return [start, { x: start.x, y: joined.y - (joined.x - start.x) }, joined, last];
}
