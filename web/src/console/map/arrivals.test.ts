import { expect, test } from "vitest";
import { type Arrivals, arrivalsAfter, backBy } from "./arrivals.ts";

const at = (inFlight: number) => new Map([["Queue", { name: "Queue", visible: 0, inFlight, delayed: 0 }]]);

/** @returns when the first is back at the latest, after looks at these times (seconds) at these numbers */
function backAfter(...looks: [seconds: number, inFlight: number][]): number | undefined {
  const arrivals = looks.reduce<Arrivals>(
    (before, [seconds, inFlight]) => arrivalsAfter(before, at(inFlight), seconds * 1000),
    new Map(),
  );
  const by = backBy(arrivals.get("Queue"), 60);
  return by && by / 1000;
}

test.each<[string, [number, number][], number | undefined]>([
  ["nobody is in the tunnel", [[0, 0]], undefined],
  ["at the first look it may have the whole time left", [[100, 5]], 160],
  [
    "the clock runs from when it was first seen",
    [
      [100, 0],
      [101, 2],
      [110, 2],
    ],
    161,
  ],
  [
    "who comes later does not move it",
    [
      [100, 2],
      [110, 5],
    ],
    160,
  ],
  [
    "the first leave first",
    [
      [100, 2],
      [110, 5],
      [120, 3],
    ],
    170,
  ],
  [
    "some of the first have left",
    [
      [100, 2],
      [110, 5],
      [120, 4],
    ],
    160,
  ],
  [
    "an empty tunnel begins anew",
    [
      [100, 2],
      [110, 0],
      [120, 1],
    ],
    180,
  ],
])("%s", (_, looks, expected) => {
  expect(backAfter(...looks)).toBe(expected);
});
