import type { DeployedQueue } from "@donut/contracts/topology";
import type { Pipeline } from "../../topology/topology.ts";
import { elbow, type Point } from "../geometry.ts";
import { LANE, type Part, type Station } from "../layout.ts";
import { siding } from "../siding.ts";
import { type Columns, GAP } from "./columns.ts";
import { ROW, type Row } from "./rows.ts";

/** A queue's platform, tunnel and train on one height, its siding under the tunnel. */
export function placePipeline({ queue, dlq }: Pipeline, row: Row, columns: Columns): Part {
  const { y } = row;
  const end = { x: queue.consumer ? columns.train + 20 : columns.tunnelEnd, y };
  const dead = dlq ? placeSiding(dlq, queue, y, columns) : { stations: [], tracks: [] };
  return {
    stations: [...placeStops(queue, y, columns), ...dead.stations],
    tracks: [
      {
        id: queue.name,
        kind: "line",
        subject: queue.subject,
        queue: queue.name,
        ...wayIn(queue, row, columns, end),
      },
      ...dead.tracks,
    ],
  };
}

function placeStops(queue: DeployedQueue, y: number, columns: Columns): Station[] {
  const { subject } = queue;
  const { platform, platformWidth, tunnel, tunnelWidth, train, trainWidth } = columns;
  const stops: Station[] = [
    {
      id: queue.name,
      kind: "platform",
      subject,
      at: { x: platform, y },
      cars: { x: platform + 14, y: y - 12, length: platformWidth - 28 },
      queue,
      box: { x: platform, y: y - 48, width: platformWidth, height: 72 },
      words: { x: platform + 8, y: y - 46, width: platformWidth - 16, height: 20 },
      facts: { x: platform + 8, y: y + 8, width: platformWidth - 12, height: 16 },
    },
    {
      id: `${queue.name}/tunnel`,
      kind: "tunnel",
      subject,
      at: { x: tunnel, y },
      cars: { x: tunnel + 14, y, length: tunnelWidth - 28 },
      queue,
      box: { x: tunnel, y: y - 34, width: tunnelWidth, height: 48 },
      words: { x: tunnel + 4, y: y - 34, width: tunnelWidth - 8, height: 16 },
    },
  ];
  if (!queue.consumer) return stops;
  return [
    ...stops,
    {
      id: `${queue.name}/train`,
      kind: "train",
      subject,
      at: { x: train, y },
      queue,
      consumer: queue.consumer,
      box: { x: train, y: y - 24, width: trainWidth, height: 48 },
      words: { x: train + 48, y: y - 24, width: trainWidth - 48, height: 48 },
    },
  ];
}

function placeSiding(dlq: DeployedQueue, source: DeployedQueue, y: number, columns: Columns): Part {
  const junction = { x: columns.platformEnd + 2, y };
  const start = { x: junction.x + ROW.siding, y: y + ROW.siding };
  const buffer = { x: columns.tunnelEnd + GAP / 2, y: start.y };
  return siding({
    queue: dlq,
    source,
    points: [junction, start, buffer],
    label: "beside",
    box: { x: start.x, y: start.y - 18, width: columns.end - start.x, height: 30 },
    words: { x: buffer.x + 14, y: start.y - 18, width: columns.end - buffer.x - 14, height: 30 },
  });
}

/** Lines leave an interchange side by side; one that goes further down turns off earlier, so that none cross. */
function wayIn(queue: DeployedQueue, { y, from }: Row, columns: Columns, end: Point) {
  if (!from) return { group: queue.name, points: [{ x: columns.platform - 8, y }, end] };
  const lane = from.interchange.subjects.indexOf(queue.subject);
  return {
    group: `${from.interchange.topic.name}:${queue.subject}`,
    points: elbow({ x: columns.topic + 14, y: from.y + LANE * lane }, end, columns.trunk - LANE * lane),
  };
}
