import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { overlaps, type Point } from "./geometry.ts";
import type { MapLayout, Track } from "./layout.ts";
import { synthetic, topologies } from "./synthetic.ts";
import { layoutTall } from "./tall/layout-tall.ts";
import { networkOf } from "./topology.ts";
import { layoutWide, wideFrom } from "./wide/layout-wide.ts";

/** How much wider than it must be. */
const spare = fc.integer({ min: 0, max: 1200 });
const phoneWidths = fc.integer({ min: 288, max: 640 });

describe("the wide map", () => {
  test("of twelve pipelines is free of overlaps at its narrowest", () => {
    const network = networkOf(synthetic(12));
    expectLegible(layoutWide(network, wideFrom(network)));
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

function expectLegible({ width, height, stations, notes, tracks }: MapLayout) {
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

/** Tracks of different groups may cross, but none lies on another. */
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

/** Length that two upright or level pieces have in common. */
function shared([a, b]: Piece, [c, d]: Piece): number {
  const common = (p: number, q: number, r: number, s: number) =>
    Math.min(Math.max(p, q), Math.max(r, s)) - Math.max(Math.min(p, q), Math.min(r, s));
  if (a.y === b.y && c.y === d.y && Math.abs(a.y - c.y) < 4) return common(a.x, b.x, c.x, d.x);
  if (a.x === b.x && c.x === d.x && Math.abs(a.x - c.x) < 4) return common(a.y, b.y, c.y, d.y);
  return 0;
}
