import type { DeployedApi, DeployedConsumer, DeployedQueue, DeployedTopic } from "@donut/contracts/topology";
import type { Box, Point } from "./geometry.ts";

/** A map with positions. Every distance is in CSS pixels, so that labels keep their size at every width. */
export interface MapLayout {
  orientation: "wide" | "tall";
  width: number;
  height: number;
  stations: Station[];
  tracks: Track[];
  notes: Note[];
}

/** Text on the map that belongs to no station. */
export interface Note {
  id: string;
  kind: "yard" | "unsubscribed";
  box: Box;
}

/** Where messages are drawn: the centre of the first, and the space for their row. */
export interface Cars extends Point {
  length: number;
  down?: boolean;
}

/**
 * `at` is where the track meets the station; `box` is the area that the station and its label may cover, `words` where
 * its name is; `bar` how far a station extends below `at` where several lines leave it side by side.
 */
export type Station = { id: string; subject: string; at: Point; box: Box; words: Box } & (
  | { kind: "entrance"; api: DeployedApi; bar: number }
  | { kind: "interchange"; topic: DeployedTopic; bar: number }
  | {
      kind: "platform";
      queue: DeployedQueue;
      cars: Cars;
      /** How long messages wait, as text. */
      facts: Box;
    }
  | { kind: "tunnel"; queue: DeployedQueue; cars: Cars }
  | { kind: "train"; queue: DeployedQueue; consumer: DeployedConsumer }
  | {
      kind: "siding";
      queue: DeployedQueue;
      source?: DeployedQueue;
      buffer: Point;
      cars: Cars;
      label: "beside" | "below";
    }
);

/** Tracks with the same `group` may overlap: they are one line on the map. */
export interface Track {
  id: string;
  kind: "line" | "siding";
  subject: string;
  group: string;
  points: Point[];
  /** The queue of the messages that travel here; none on the way into a topic. */
  queue?: string;
}

/** Things that are placed together. */
export interface Part {
  stations: Station[];
  tracks: Track[];
}

/** Distance between lines that run side by side. */
export const LANE = 8;
