import type { DeployedQueue } from "@donut/contracts/topology";
import type { Note, Part } from "../layout.ts";
import { siding } from "../siding.ts";
import { SIZE, textWidth } from "../text-width.ts";
import { type Columns, GAP } from "./columns.ts";

const MOST_PER_ROW = 2;
/** The track before a name, and the number after it. */
const BESIDE_NAME = 156;
const PITCH = 44;
const HEADING = 20;

/** Sidings that belong to no queue, under their heading. */
export function placeYard(yard: DeployedQueue[], top: number, columns: Columns): Part {
  const width = columns.end - columns.platform;
  const longest = Math.max(...yard.map(({ name }) => BESIDE_NAME + GAP + textWidth(name, SIZE.small)));
  const perRow = Math.max(1, Math.min(MOST_PER_ROW, Math.floor(width / longest)));
  const room = width / perRow;
  const parts = yard.map((queue, index) => {
    const x = columns.platform + (index % perRow) * room;
    const y = top + HEADING + 28 + Math.floor(index / perRow) * PITCH;
    return siding({
      queue,
      points: [
        { x: x + 8, y },
        { x: x + 88, y },
      ],
      label: "beside",
      box: { x, y: y - 18, width: room - GAP, height: 30 },
      words: { x: x + 102, y: y - 18, width: room - GAP - 102, height: 30 },
    });
  });
  return { stations: parts.flatMap(({ stations }) => stations), tracks: parts.flatMap(({ tracks }) => tracks) };
}

export function yardNote(top: number, columns: Columns): Note {
  const box = { x: columns.platform + 8, y: top, width: columns.end - columns.platform - 8, height: HEADING };
  return { id: "yard", kind: "yard", box };
}
