import type { Counts } from "../topology/counts.ts";
import type { Arrivals } from "./arrivals.ts";
import { Drawing } from "./drawing.tsx";
import type { MapLayout } from "./layout.ts";
import { Stations } from "./stations.tsx";
import type { ShownTrip } from "./use-trips.ts";

export interface Shown {
  counts: Counts;
  /** Who is in which tunnel since when. */
  arrivals: Arrivals;
  /** What is moving right now. */
  trips: ShownTrip[];
  /** The name of the part with the open panel. */
  selected: string | undefined;
  onOpen(name: string): void;
}

/** A map with positions: the picture, and the text and buttons on it. */
export function MapCanvas({ layout, trips, ...shown }: Shown & { layout: MapLayout }) {
  return (
    <div className="relative" style={{ width: layout.width, height: layout.height }}>
      <Drawing layout={layout} counts={shown.counts} trips={trips} />
      <Stations layout={layout} {...shown} />
    </div>
  );
}
