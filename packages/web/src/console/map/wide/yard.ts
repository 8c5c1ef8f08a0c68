import type { Note, Part } from "../layout.ts";
import { siding } from "../siding.ts";
import type { DeployedQueue } from "../topology.ts";
import { type Columns, GAP } from "./columns.ts";

const PER_ROW = 2;
const PITCH = 44;
const HEADING = 20;

/** Sidings that belong to no queue, under their heading. */
export function placeYard(yard: DeployedQueue[], top: number, columns: Columns): Part {
  const room = (columns.end - columns.platform) / PER_ROW;
  const parts = yard.map((queue, index) => {
    const x = columns.platform + (index % PER_ROW) * room;
    const y = top + HEADING + 28 + Math.floor(index / PER_ROW) * PITCH;
    return siding({
      queue,
      points: [
        { x: x + 8, y },
        { x: x + 88, y },
      ],
      label: "beside",
      box: { x, y: y - 18, width: room - GAP, height: 30 },
    });
  });
  return { stations: parts.flatMap(({ stations }) => stations), tracks: parts.flatMap(({ tracks }) => tracks) };
}

export function yardNote(top: number, columns: Columns): Note {
  const box = { x: columns.platform + 8, y: top, width: columns.end - columns.platform - 8, height: HEADING };
  return { id: "yard", kind: "yard", box };
}
