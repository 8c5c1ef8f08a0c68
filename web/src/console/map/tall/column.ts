import type { MapLayout, Note, Part, Station, Track } from "../layout.ts";

/** The x of a line's downward track, and how far a branch moves aside from it. */
export const TRUNK = 18;
export const BRANCH = 28;
/** From a part's left edge to its text. */
export const WORDS = 44;

/** Distance from the top of one part to the top of the next. */
export const STEP = {
  entrance: 52,
  interchange: 60,
  unsubscribed: 40,
  siding: 52,
  platform: 76,
  tunnel: 52,
  train: 56,
  gap: 20,
  yard: 44,
};

/** A map that grows downwards. */
export interface Column {
  width: number;
  /** Where the next part starts. */
  y: number;
  stations: Station[];
  tracks: Track[];
  notes: Note[];
}

export function columnOf(width: number): Column {
  return { width, y: 0, stations: [], tracks: [], notes: [] };
}

export function finish({ width, y, stations, tracks, notes }: Column): MapLayout {
  return { orientation: "tall", width, height: y, stations, tracks, notes };
}

export function add(column: Column, part: Part): void {
  column.stations.push(...part.stations);
  column.tracks.push(...part.tracks);
}
