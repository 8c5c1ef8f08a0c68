import type { Counts } from "./counts.ts";
import { Drawing } from "./drawing.tsx";
import type { MapLayout } from "./layout.ts";
import { Stations } from "./stations.tsx";

export interface Shown {
  counts: Counts;
  /** The name of the part whose panel is open. */
  selected: string | undefined;
  onOpen(name: string): void;
}

/** One placed map: the picture, and the words and buttons on it. */
export function MapCanvas({ layout, ...shown }: Shown & { layout: MapLayout }) {
  return (
    <div className="relative" style={{ width: layout.width, height: layout.height }}>
      <Drawing layout={layout} counts={shown.counts} />
      <Stations layout={layout} {...shown} />
    </div>
  );
}
