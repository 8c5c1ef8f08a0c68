import type { Counts } from "../topology/counts.ts";
import { Drawing } from "./drawing.tsx";
import type { MapLayout } from "./layout.ts";
import { Stations } from "./stations.tsx";

export interface Shown {
  counts: Counts;
  /** The name of the part with the open panel. */
  selected: string | undefined;
  onOpen(name: string): void;
}

/** A map with positions: the picture, and the text and buttons on it. */
export function MapCanvas({ layout, ...shown }: Shown & { layout: MapLayout }) {
  return (
    <div className="relative" style={{ width: layout.width, height: layout.height }}>
      <Drawing layout={layout} counts={shown.counts} />
      <Stations layout={layout} {...shown} />
    </div>
  );
}
