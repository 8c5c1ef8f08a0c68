import type { Network } from "../../topology/topology.ts";
import type { MapLayout, Note, Part } from "../layout.ts";
import { type Columns, columnsOf, narrowest } from "./columns.ts";
import { bentTargets, entrancesOf, placeEntrances } from "./entrances.ts";
import { placeInterchange } from "./interchange.ts";
import { placePipeline } from "./pipeline.ts";
import { ROW, type Row, rowsOf } from "./rows.ts";
import { placeYard, yardNote } from "./yard.ts";

/**
 * The map from left to right: entrances, topics, platforms, tunnels, trains; one row for each queue, its siding under
 * the tunnel. Tracks of different lines never overlap.
 *
 * @param width the map's width, but never less than `wideFrom`
 */
export function layoutWide(network: Network, width: number): MapLayout {
  const rows = rowsOf(network);
  const entrances = entrancesOf(network.apis, rows);
  const columns = columnsOf(network, bentTargets(entrances).length, width);
  const bottom = rows.length * ROW.pitch;
  const parts = [
    ...rows.flatMap((row) => placeRow(row, columns)),
    placeYard(network.yard, bottom, columns),
    placeEntrances(entrances, columns),
  ];
  const stations = parts.flatMap((part) => part.stations);
  return {
    orientation: "wide",
    width: columns.end,
    height: Math.max(0, ...stations.map(({ box }) => box.y + box.height)) + 8,
    stations,
    tracks: parts.flatMap((part) => part.tracks),
    notes: [
      ...rows.flatMap((row) => unsubscribedNote(row, columns)),
      ...(network.yard.length ? [yardNote(bottom, columns)] : []),
    ],
  };
}

/** The smallest width with space for every label of the wide map. */
export function wideFrom(network: Network): number {
  return narrowest(network, bentTargets(entrancesOf(network.apis, rowsOf(network))).length);
}

function placeRow(row: Row, columns: Columns): Part[] {
  return [
    ...(row.interchange ? [placeInterchange(row.interchange, row.y, columns)] : []),
    ...(row.pipeline ? [placePipeline(row.pipeline, row, columns)] : []),
  ];
}

function unsubscribedNote({ y, interchange, pipeline }: Row, columns: Columns): Note[] {
  if (!interchange || pipeline) return [];
  const box = { x: columns.platform, y: y - 12, width: columns.end - columns.platform, height: 24 };
  return [{ id: interchange.topic.name, kind: "unsubscribed", box }];
}
