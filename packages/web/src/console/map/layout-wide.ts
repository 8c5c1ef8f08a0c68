import { placeEntrances, type Target } from "./entrances.ts";
import { elbow } from "./geometry.ts";
import { type Cars, LANE, type MapLayout, type Note, type Station, type Track } from "./layout.ts";
import type { DeployedQueue, Interchange, Network, Pipeline } from "./topology.ts";

/** The narrowest width at which every label of the wide map has its room. */
export const WIDE_FROM = 954;

const ROW = { above: 52, siding: 42, pitch: 114 };
const YARD_PITCH = 48;
const ENTRANCE = 130;
const GAP = 20;
const TRAIN = 244;
const TUNNEL = { least: 84, most: 260 };
const PLATFORM = 200;
const TOPIC = 178;

/**
 * The map from left to right: entrances, topics, platforms, tunnels, trains; one row for each queue, its siding
 * under the tunnel. Tracks of different lines never run over each other.
 */
export function layoutWide(network: Network, width: number): MapLayout {
  const columns = columnsOf(network, Math.max(width, WIDE_FROM));
  const rows = rowsOf(network);
  const placedRows = rows.map((row) => placeRow(row, columns));
  const yard = placeYard(network.yard, rows.length * ROW.pitch, columns);
  const entry = placeEntrances(network.apis, targetsOf(rows, columns), { width: ENTRANCE, channel: columns.channel });
  const parts = [...placedRows, yard, entry];
  const stations = parts.flatMap((part) => part.stations);
  return {
    orientation: "wide",
    width: columns.end,
    height: Math.max(0, ...stations.map((station) => station.box.y + station.box.height)) + 8,
    stations,
    tracks: parts.flatMap((part) => part.tracks),
    notes: [...rows.flatMap((row) => noteOf(row, columns)), ...yardNote(network, rows, columns)],
  };
}

interface Part {
  stations: Station[];
  tracks: Track[];
}

/** A queue's row; `interchange` on the first row of a topic, whose stations it then holds too. */
interface Row {
  y: number;
  pipeline?: Pipeline;
  interchange?: Interchange;
  from?: { interchange: Interchange; y: number };
}

type Columns = ReturnType<typeof columnsOf>;

function columnsOf(network: Network, width: number) {
  const lanes = Math.max(1, ...network.interchanges.map((interchange) => interchange.subjects.length));
  const channels = new Set(network.apis.flatMap((api) => api.feeds ?? [])).size;
  const topic = network.apis.length ? ENTRANCE + 32 + LANE * channels : 0;
  const platform = topic + (network.interchanges.length ? TOPIC + LANE * (lanes - 1) + 28 : 0);
  const train = width - TRAIN;
  const flexible = train - platform - 2 * GAP;
  const tunnelWidth = Math.max(TUNNEL.least, Math.min(TUNNEL.most, Math.round(flexible * 0.38), flexible - PLATFORM));
  const platformWidth = flexible - tunnelWidth;
  return {
    channel: ENTRANCE + 14,
    topic,
    trunk: platform - 24,
    platform,
    platformWidth,
    tunnel: platform + platformWidth + GAP,
    tunnelWidth,
    train,
    end: width,
  };
}

function rowsOf(network: Network): Row[] {
  const rows: Row[] = [];
  const nextY = () => rows.length * ROW.pitch + ROW.above;
  for (const interchange of network.interchanges) {
    const first = nextY();
    rows.push({ y: first, interchange, pipeline: interchange.pipelines[0], from: { interchange, y: first } });
    for (const pipeline of interchange.pipelines.slice(1)) {
      rows.push({ y: nextY(), pipeline, from: { interchange, y: first } });
    }
  }
  for (const pipeline of network.direct) rows.push({ y: nextY(), pipeline });
  return rows;
}

function noteOf({ y, interchange, pipeline }: Row, columns: Columns): Note[] {
  if (!interchange || pipeline) return [];
  const box = { x: columns.platform, y: y - 12, width: columns.end - columns.platform, height: 24 };
  return [{ id: interchange.topic.name, kind: "unsubscribed", box }];
}

function yardNote({ yard }: Network, rows: Row[], columns: Columns): Note[] {
  if (yard.length === 0) return [];
  const box = {
    x: columns.topic,
    y: rows.length * ROW.pitch + 12,
    width: columns.platform - columns.topic - 8,
    height: 36,
  };
  return [{ id: "yard", kind: "yard", box }];
}

function targetsOf(rows: Row[], columns: Columns): Target[] {
  return rows.flatMap(({ y, interchange, pipeline }) => [
    ...(interchange
      ? [{ name: interchange.topic.name, subject: interchange.topic.subject, at: { x: columns.topic + 14, y } }]
      : []),
    ...(pipeline && !pipeline.queue.topic
      ? [{ name: pipeline.queue.name, subject: pipeline.queue.subject, at: { x: columns.platform - 8, y } }]
      : []),
  ]);
}

function placeRow(row: Row, columns: Columns): Part {
  const parts = [
    ...(row.interchange ? [placeInterchange(row.interchange, row.y, columns)] : []),
    ...(row.pipeline ? [placePipeline(row.pipeline, row, columns)] : []),
  ];
  return { stations: parts.flatMap((part) => part.stations), tracks: parts.flatMap((part) => part.tracks) };
}

function placeInterchange(interchange: Interchange, y: number, columns: Columns): Part {
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
    box: { x: columns.topic, y: y - 36, width: TOPIC - 20, height: 36 + bar + 12 },
  };
  if (!undelivered) return { stations: [station], tracks: [] };
  const deep = y + bar + ROW.siding;
  const buffer = { x: at.x + ROW.siding + 60, y: deep };
  const siding: Station = {
    id: undelivered.name,
    kind: "siding",
    subject: undelivered.subject,
    at: { x: at.x + ROW.siding, y: deep },
    buffer,
    cars: carsOn(at.x + ROW.siding, buffer.x, deep),
    label: "below",
    queue: undelivered,
    box: { x: at.x + ROW.siding - 8, y: deep - 16, width: TOPIC - ROW.siding - 14, height: 44 },
  };
  return {
    stations: [station, siding],
    tracks: [
      {
        id: `${topic.name}>${undelivered.name}`,
        kind: "siding",
        subject: undelivered.subject,
        group: undelivered.name,
        queue: undelivered.name,
        points: [{ x: at.x, y: y + bar }, { x: at.x + ROW.siding, y: deep }, buffer],
      },
    ],
  };
}

function placePipeline({ queue, dlq }: Pipeline, row: Row, columns: Columns): Part {
  const { y } = row;
  const { subject } = queue;
  const platformEnd = columns.platform + columns.platformWidth;
  const end = { x: queue.consumer ? columns.train + 20 : columns.tunnel + columns.tunnelWidth, y };
  const stations: Station[] = [
    {
      id: queue.name,
      kind: "platform",
      subject,
      at: { x: columns.platform, y },
      cars: { x: columns.platform + 14, y: y - 12, length: columns.platformWidth - 28 },
      queue,
      box: { x: columns.platform, y: y - 48, width: columns.platformWidth, height: 72 },
    },
    {
      id: `${queue.name}/tunnel`,
      kind: "tunnel",
      subject,
      at: { x: columns.tunnel, y },
      cars: { x: columns.tunnel + 14, y, length: columns.tunnelWidth - 28 },
      queue,
      box: { x: columns.tunnel, y: y - 34, width: columns.tunnelWidth, height: 48 },
    },
  ];
  if (queue.consumer) {
    stations.push({
      consumer: queue.consumer,
      id: `${queue.name}/train`,
      kind: "train",
      subject,
      at: { x: columns.train, y },
      queue,
      box: { x: columns.train, y: y - 24, width: TRAIN, height: 48 },
    });
  }
  const tracks: Track[] = [
    { id: queue.name, kind: "line", subject, queue: queue.name, ...wayIn(queue, row, columns, end) },
  ];
  if (!dlq) return { stations, tracks };
  const deep = y + ROW.siding;
  const start = { x: platformEnd + 2 + ROW.siding, y: deep };
  const buffer = { x: columns.tunnel + columns.tunnelWidth + GAP / 2, y: deep };
  stations.push({
    id: dlq.name,
    kind: "siding",
    subject: dlq.subject,
    at: start,
    buffer,
    cars: carsOn(start.x, buffer.x, deep),
    label: "beside",
    queue: dlq,
    source: queue,
    box: { x: start.x, y: deep - 18, width: columns.end - start.x, height: 30 },
  });
  tracks.push({
    id: `${queue.name}>${dlq.name}`,
    kind: "siding",
    subject: dlq.subject,
    group: dlq.name,
    queue: dlq.name,
    points: [{ x: platformEnd + 2, y }, start, buffer],
  });
  return { stations, tracks };
}

/** Lines leave an interchange side by side; one that goes further down turns off earlier, so that none cross. */
function wayIn(queue: DeployedQueue, { y, from }: Row, columns: Columns, end: { x: number; y: number }) {
  if (!from) return { group: queue.name, points: [{ x: columns.platform - 8, y }, end] };
  const lane = from.interchange.subjects.indexOf(queue.subject);
  const start = { x: columns.topic + 14, y: from.y + LANE * lane };
  return {
    group: `${from.interchange.topic.name}:${queue.subject}`,
    points: elbow(start, end, columns.trunk - LANE * lane),
  };
}

function carsOn(from: number, to: number, y: number): Cars {
  return { x: from + 12, y: y - 10, length: to - from - 20 };
}

function placeYard(yard: DeployedQueue[], top: number, columns: Columns): Part {
  const perRow = 2;
  const room = columns.end - columns.platform;
  const stations = yard.map((queue, index): Station & { kind: "siding" } => {
    const y = top + 24 + Math.floor(index / perRow) * YARD_PITCH;
    const x = columns.platform + (index % perRow) * (room / perRow);
    return {
      id: queue.name,
      kind: "siding",
      subject: queue.subject,
      at: { x: x + 8, y },
      buffer: { x: x + 88, y },
      cars: carsOn(x + 8, x + 88, y),
      label: "beside",
      queue,
      box: { x, y: y - 18, width: room / perRow - GAP, height: 30 },
    };
  });
  return {
    stations,
    tracks: stations.map(({ id, subject, at, buffer }) => ({
      id,
      kind: "siding",
      subject,
      group: id,
      queue: id,
      points: [at, buffer],
    })),
  };
}
