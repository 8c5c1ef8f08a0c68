import { expect, test } from "vitest";
import { nextStation } from "./next-station.ts";

const at = (id: string, x: number, y: number) => ({ id, box: { x, y, width: 10, height: 10 } });
const middle = at("middle", 100, 100);
const stops = [middle, at("right", 200, 100), at("far right", 300, 100), at("below", 110, 200), at("corner", 150, 150)];

test.each([
  ["ArrowRight", "right"],
  ["ArrowDown", "below"],
  ["ArrowLeft", undefined],
  ["ArrowUp", undefined],
] as const)("%s goes to %s", (direction, id) => {
  expect(nextStation(middle.box, stops, direction)?.id).toBe(id);
});
