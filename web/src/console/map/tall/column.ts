import type { MapLayout, Note, Part, Station, Track } from "../layout.ts";

/** The x of the track that a line comes down on, and how far a branch steps aside from it. */
export const TRUNK = 18;
export const BRANCH = 28;
/** From the left edge of a part to its words. */
export const WORDS = 44;

/** Room from the top of one part to the top of the next. */
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
  /** Where the next part begins. */
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
