import type { Interchange } from "../../topology/topology.ts";
import { LANE, type Part, type Station } from "../layout.ts";
import { siding } from "../siding.ts";
import type { Columns } from "./columns.ts";
import { ROW } from "./rows.ts";

/** A topic at the height of its first queue, with the siding of its undelivered events below it. */
export function placeInterchange(interchange: Interchange, y: number, columns: Columns): Part {
  const { topic, undelivered } = interchange;
  const bar = LANE * Math.max(0, interchange.subjects.length - 1);
  const at = { x: columns.topic + 14, y };
  const station: Station = {
    id: topic.name,
    kind: "interchange",
    subject: topic.subject,
    at,
    bar,
    topic,
    box: { x: columns.topic, y: y - 36, width: columns.topicWidth - 20, height: 36 + bar + 12 },
    words: { x: columns.topic + 2, y: y - 32, width: columns.topicWidth - 22, height: 16 },
  };
  if (!undelivered) return { stations: [station], tracks: [] };
  const start = { x: at.x + ROW.siding, y: y + bar + ROW.siding };
  const below = siding({
    queue: undelivered,
    points: [{ x: at.x, y: y + bar }, start, { x: start.x + 60, y: start.y }],
    label: "below",
    box: { x: start.x - 8, y: start.y - 16, width: columns.topicWidth - ROW.siding - 14, height: 51 },
    words: { x: start.x, y: start.y + 8, width: columns.topicWidth - ROW.siding - 22, height: 26 },
  });
  return { stations: [station, ...below.stations], tracks: below.tracks };
}
