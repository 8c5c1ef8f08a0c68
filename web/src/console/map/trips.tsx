import type { CSSProperties } from "react";
import { lineStyle } from "../topology/line-style.ts";
import { roundedPath } from "./geometry.ts";
import type { MapLayout } from "./layout.ts";
import type { Trip } from "./traffic.ts";
import type { ShownTrip } from "./use-trips.ts";

const mostDonuts = 5;
const apartMs = 140;
/** How far along its track a queue's platform is, about. */
const ways: Record<Trip["way"], [from: string, to: string]> = {
  in: ["0%", "45%"],
  out: ["45%", "100%"],
  through: ["0%", "100%"],
};

/** Messages that travel along the tracks of a drawing. */
export function TrackTrips({ layout, trips }: { layout: MapLayout; trips: ShownTrip[] }) {
  return layout.tracks.flatMap(({ kind, queue, subject, points }) =>
    kind === "line"
      ? trips
          .filter((trip) => trip.queue === queue)
          .flatMap((trip) =>
            donutsOf(trip).map(({ key, style }) => (
              <g
                key={key}
                className="map-trip-track"
                style={{ ...lineStyle(subject), ...style, offsetPath: `path("${roundedPath(points)}")` }}
              >
                <circle r="4" strokeWidth="5" className="stroke-(--dough)" />
                <circle r="4" strokeWidth="2.8" className="stroke-(--line)" />
              </g>
            )),
          )
      : [],
  );
}

/** Messages that pass a stop of a strip. */
export function StripTrips({ trips }: { trips: ShownTrip[] }) {
  return trips.flatMap((trip) =>
    donutsOf(trip).map(({ key, style }) => (
      <span
        key={key}
        aria-hidden="true"
        style={style}
        className="map-trip-strip pointer-events-none absolute top-[11px] z-10 size-2.5 rounded-round border-3 border-(--dough) bg-(--line)"
      />
    )),
  );
}

function donutsOf({ id, way, count }: ShownTrip) {
  const [from, to] = ways[way];
  return Array.from({ length: Math.min(count, mostDonuts) }, (_, index) => ({
    key: `${id}-${index}`,
    style: { "--trip-from": from, "--trip-to": to, animationDelay: `${index * apartMs}ms` } as CSSProperties,
  }));
}
