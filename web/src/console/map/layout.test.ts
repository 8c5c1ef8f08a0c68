import { readFileSync } from "node:fs";
import type { Topology } from "@donut/contracts/topology";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { synthetic, topologies } from "../topology/synthetic.ts";
import { networkOf } from "../topology/topology.ts";
import { type Box, overlaps, type Point } from "./geometry.ts";
import type { MapLayout, Station, Track } from "./layout.ts";
import { layoutTall } from "./tall/layout-tall.ts";
import { lineWidth, partsOf, SIZE, textWidth, twoLineWidth } from "./text-width.ts";
import { layoutWide, wideFrom } from "./wide/layout-wide.ts";

/** Extra width beyond the minimum. */
const spare = fc.integer({ min: 0, max: 1200 });
const phoneWidths = fc.integer({ min: 288, max: 640 });

const named: [string, Topology][] = [
  ["what is deployed", deployed()],
  ["forty queues", synthetic(40)],
  ["forty queues of long names", synthetic(40, "WaitingRoomNotification")],
];

describe("the wide map", () => {
  test.each(named)("of %s is legible, no name cut, at its narrowest and wider", (_, topology) => {
    const network = networkOf(topology);
    for (const width of [wideFrom(network), wideFrom(network) + 500]) {
      const layout = layoutWide(network, width);
      expectLegible(layout);
      for (const station of layout.stations)
        expect(station.words.width, station.id).toBeGreaterThanOrEqual(roomOf(station));
    }
  });

  // With the longest names, a panel beside the map takes so much width that the map is the narrow one.
  test("of the deployed system fits a laptop", () => {
    expect(wideFrom(networkOf(deployed()))).toBeLessThanOrEqual(1440 - SCROLLBAR - PADDING);
  });

  test("is free of overlaps and octilinear for any network at any width", () => {
    fc.assert(
      fc.property(topologies, spare, (topology, more) => {
        const network = networkOf(topology);
        const layout = layoutWide(network, wideFrom(network) + more);
        expect(layout.width).toBe(wideFrom(network) + more);
        expectLegible(layout);
      }),
    );
  });

  test("never runs two lines along each other", () => {
    fc.assert(
      fc.property(topologies, spare, (topology, more) => {
        const network = networkOf(topology);
        expectApart(layoutWide(network, wideFrom(network) + more).tracks);
      }),
    );
  });

  test("shows every deployed part once", () => {
    fc.assert(
      fc.property(topologies, (topology) => {
        const { stations } = layoutWide(networkOf(topology), 1200);
        const shown = stations.filter(({ kind }) => kind !== "tunnel" && kind !== "train").map(({ id }) => id);
        const deployed = [...topology.topics, ...topology.queues, ...topology.apis].map(({ name }) => name);
        expect(shown.sort()).toEqual(deployed.sort());
      }),
    );
  });
});

describe("the map line by line", () => {
  test.each(named)("of %s is legible on any phone", (_, topology) => {
    for (const width of [288, 358]) {
      const { lines, yard, entrances } = layoutTall(networkOf(topology), width);
      for (const layout of [...lines.map((line) => line.layout), yard, entrances]) expectLegible(layout);
    }
  });

  test("of the deployed system cuts no name on a phone", () => {
    const { lines, yard, entrances } = layoutTall(networkOf(deployed()), 358);
    for (const { stations } of [...lines.map((line) => line.layout), yard, entrances])
      for (const station of stations) expect(station.words.width, station.id).toBeGreaterThanOrEqual(roomOf(station));
  });

  test("is free of overlaps and octilinear for any network on any phone", () => {
    fc.assert(
      fc.property(topologies, phoneWidths, (topology, width) => {
        const { lines, yard, entrances } = layoutTall(networkOf(topology), width);
        for (const layout of [...lines.map((line) => line.layout), yard, entrances]) {
          expectLegible(layout);
          expectApart(layout.tracks);
        }
      }),
    );
  });

  test("shows every topic and queue once, and every API at least once", () => {
    fc.assert(
      fc.property(topologies, (topology) => {
        const { lines, yard, entrances } = layoutTall(networkOf(topology), 360);
        const stations = [...lines.map((line) => line.layout), yard, entrances].flatMap((part) => part.stations);
        const kept = stations.filter(({ kind }) => kind !== "tunnel" && kind !== "train" && kind !== "entrance");
        const deployed = [...topology.topics, ...topology.queues].map(({ name }) => name);
        expect(kept.map(({ id }) => id).sort()).toEqual(deployed.sort());
        const apis = new Set(stations.flatMap((station) => (station.kind === "entrance" ? [station.api.name] : [])));
        expect([...apis].sort()).toEqual(topology.apis.map(({ name }) => name).sort());
      }),
    );
  });
});

const SCROLLBAR = 15;
const PADDING = 48;

/** The stacks' current topology. */
function deployed(): Topology {
  const file = JSON.parse(readFileSync(new URL("../../../../graph.json", import.meta.url), "utf8"));
  const functions: { name: string; links: { Topology?: Topology } }[] = file.graph.functions;
  const topology = functions.find(({ name }) => name === "AdminFunction")?.links.Topology;
  if (!topology) throw new Error("The console is linked to no topology.");
  return topology;
}

/** The width of a station's text. */
function roomOf(station: Station): number {
  const count = 24;
  switch (station.kind) {
    case "entrance":
      return textWidth(station.api.name, SIZE.name);
    case "interchange":
      return textWidth(station.topic.name, SIZE.name);
    case "platform":
      return textWidth(station.queue.name, SIZE.small) + count;
    case "tunnel":
      return textWidth("0 in flight", SIZE.small);
    case "train": {
      const targets = station.consumer.feeds?.map((name) => textWidth(`→ ${name}`, SIZE.tiny)) ?? [];
      return Math.max(textWidth(station.consumer.function, SIZE.small), lineWidth(targets, 6));
    }
    case "siding": {
      if (station.label === "beside") return textWidth(station.queue.name, SIZE.small) + count;
      const parts = partsOf(station.queue.name).map((part) => textWidth(part, SIZE.tiny));
      return twoLineWidth(parts) + count;
    }
  }
}

function expectLegible({ width, height, stations, notes, tracks }: MapLayout) {
  expectWordsClear(stations, tracks);
  const parts = [...stations, ...notes];
  for (const [index, { box, id }] of parts.entries()) {
    expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, `${id} inside`).toBe(
      true,
    );
    for (const other of parts.slice(index + 1)) {
      expect(overlaps(box, other.box), `${id} over ${other.id}`).toBe(false);
    }
  }
  for (const track of tracks) {
    for (const [from, to] of pieces(track)) {
      const dx = Math.abs(from.x - to.x);
      const dy = Math.abs(from.y - to.y);
      expect(dx < 0.01 || dy < 0.01 || Math.abs(dx - dy) < 0.01, `${track.id} octilinear`).toBe(true);
    }
  }
}

/** Text stays within its station's box, and no track runs through it. */
function expectWordsClear(stations: Station[], tracks: Track[]) {
  for (const { id, box, words, ...rest } of stations) {
    const inside =
      words.x >= box.x &&
      words.y >= box.y &&
      words.x + words.width <= box.x + box.width &&
      words.y + words.height <= box.y + box.height;
    expect(inside, `words of ${id} inside`).toBe(true);
    const texts = rest.kind === "platform" ? [words, rest.facts] : [words];
    for (const track of tracks)
      for (const piece of pieces(track))
        for (const text of texts) expect(runsThrough(piece, text), `${track.id} through words of ${id}`).toBe(false);
  }
}

/** Half of the widest track's width. */
const HALF = 3;

function runsThrough([from, to]: Piece, { x, y, width, height }: Box): boolean {
  const acrossX = shareWithin(from.x, to.x, x - HALF, x + width + HALF);
  const acrossY = shareWithin(from.y, to.y, y - HALF, y + height + HALF);
  return Math.max(acrossX[0], acrossY[0]) < Math.min(acrossX[1], acrossY[1]);
}

/** The part of the way from `from` to `to`, as fractions, that is between `low` and `high`. */
function shareWithin(from: number, to: number, low: number, high: number): [start: number, end: number] {
  if (from === to) return from > low && from < high ? [0, 1] : [1, 0];
  const [start = 0, end = 0] = [(low - from) / (to - from), (high - from) / (to - from)].sort((a, b) => a - b);
  return [Math.max(0, start), Math.min(1, end)];
}

/** Tracks of different groups may cross, but none runs on top of another. */
function expectApart(tracks: Track[]) {
  for (const [index, track] of tracks.entries()) {
    for (const other of tracks.slice(index + 1)) {
      if (track.group === other.group) continue;
      for (const piece of pieces(track)) {
        for (const second of pieces(other)) {
          expect(shared(piece, second), `${track.id} along ${other.id}`).toBeLessThan(1);
        }
      }
    }
  }
}

type Piece = [Point, Point];

function pieces({ points }: Track): Piece[] {
  return points.slice(1).map((point, index) => [points[index] ?? point, point]);
}

/** The common length of two vertical or horizontal pieces. */
function shared([a, b]: Piece, [c, d]: Piece): number {
  const common = (p: number, q: number, r: number, s: number) =>
    Math.min(Math.max(p, q), Math.max(r, s)) - Math.max(Math.min(p, q), Math.min(r, s));
  if (a.y === b.y && c.y === d.y && Math.abs(a.y - c.y) < 4) return common(a.x, b.x, c.x, d.x);
  if (a.x === b.x && c.x === d.x && Math.abs(a.x - c.x) < 4) return common(a.y, b.y, c.y, d.y);
  return 0;
}
