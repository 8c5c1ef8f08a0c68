import { memo } from "react";
import { type Counts, deadLetters } from "../topology/counts.ts";
import { lineStyle } from "../topology/line-style.ts";
import { roundedPath } from "./geometry.ts";
import type { MapLayout, Station, Track } from "./layout.ts";
import { Sign } from "./signs.tsx";
import { TrackTrips } from "./trips.tsx";
import type { ShownTrip } from "./use-trips.ts";

/** The map's tracks, stations and messages as a picture; its text is beside it in HTML. */
export const Drawing = memo(function Drawing({
  layout,
  counts,
  trips,
}: {
  layout: MapLayout;
  counts: Counts;
  trips: ShownTrip[];
}) {
  const tall = layout.orientation === "tall";
  return (
    <svg
      width={layout.width}
      height={layout.height}
      className="pointer-events-none absolute inset-0"
      fill="none"
      strokeLinecap="round"
      aria-hidden="true"
    >
      {layout.stations.map((station) =>
        station.kind === "platform" && !tall ? <Slab key={station.id} station={station} /> : null,
      )}
      {layout.tracks.toReversed().map((track) => (
        <Rail key={track.id} track={track} dead={deadLetters(counts.get(track.queue ?? ""))} />
      ))}
      {layout.stations.map((station) => (
        <g key={station.id} style={lineStyle(station.subject)}>
          <Sign station={station} tall={tall} counts={counts} />
        </g>
      ))}
      <TrackTrips layout={layout} trips={trips} />
    </svg>
  );
});

function Rail({ track, dead }: { track: Track; dead: number }) {
  const path = roundedPath(track.points);
  if (track.kind === "line") {
    return <path d={path} style={lineStyle(track.subject)} strokeWidth="6" className="stroke-(--line)" />;
  }
  return <path d={path} strokeWidth="3" className={dead > 0 ? "stroke-signal" : "stroke-border"} />;
}

function Slab({ station }: { station: Station }) {
  const { at, box, subject } = station;
  return (
    <rect
      x={at.x}
      y={at.y - 23}
      width={box.width}
      height="22"
      rx="6"
      style={lineStyle(subject)}
      className="fill-(--line-wash)"
    />
  );
}
