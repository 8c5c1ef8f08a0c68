import type { Point } from "./geometry.ts";
import { LANE, type MapLayout, type Note, type Station, type Track } from "./layout.ts";
import type { DeployedApi, DeployedQueue, Interchange, Network, Pipeline } from "./topology.ts";

/** One line of the map, read from top to bottom. */
export interface TallLine {
  subject: string;
  layout: MapLayout;
}

/** What comes in no line of its own: sidings of stream functions, entrances that feed nothing. */
export interface TallMap {
  lines: TallLine[];
  yard: MapLayout;
  entrances: MapLayout;
}

const TRUNK = 18;
const BRANCH = 28;
const STEP = { entrance: 52, interchange: 60, siding: 52, platform: 76, tunnel: 52, train: 56, gap: 20, yard: 44 };

/** The map line by line, for widths where the wide one has no room: tracks run down, labels stand to their right. */
export function layoutTall(network: Network, width: number): TallMap {
  const fed = new Set([
    ...network.interchanges.map(({ topic }) => topic.name),
    ...network.direct.map(({ queue }) => queue.name),
  ]);
  const lines = network.subjects.flatMap((subject): TallLine[] => {
    const column = columnOf(width);
    for (const interchange of network.interchanges.filter(({ topic }) => topic.subject === subject)) {
      placeTopic(column, interchange, network.apis);
    }
    for (const pipeline of network.direct.filter(({ queue }) => queue.subject === subject)) {
      placeDirect(column, pipeline, network.apis);
    }
    return column.stations.length ? [{ subject, layout: finish(column) }] : [];
  });

  const yard = columnOf(width);
  for (const queue of network.yard) placeInYard(yard, queue);
  const entrances = columnOf(width);
  for (const api of network.apis.filter((api) => !api.feeds?.some((name) => fed.has(name)))) {
    placeEntrance(entrances, api, "");
  }
  return { lines, yard: finish(yard), entrances: finish(entrances) };
}

interface Column {
  width: number;
  /** Where the next station begins. */
  y: number;
  stations: Station[];
  tracks: Track[];
  notes: Note[];
}

function columnOf(width: number): Column {
  return { width, y: 0, stations: [], tracks: [], notes: [] };
}

function finish({ width, y, stations, tracks, notes }: Column): MapLayout {
  return { orientation: "tall", width, height: y, stations, tracks, notes };
}

function placeTopic(column: Column, interchange: Interchange, apis: DeployedApi[]) {
  const { topic, undelivered, pipelines, subjects } = interchange;
  const entrances = placeFeeders(column, topic.name, topic.subject, apis);
  const bar = LANE * Math.max(0, subjects.length - 1);
  const at = { x: TRUNK, y: column.y + STEP.interchange / 2 };
  column.stations.push({
    id: topic.name,
    kind: "interchange",
    subject: topic.subject,
    at,
    bar,
    topic,
    box: { x: 0, y: column.y, width: column.width, height: STEP.interchange - 8 },
  });
  if (entrances) column.tracks.push(feed(entrances, topic.name, topic.subject, at));
  column.y += STEP.interchange;
  if (undelivered) {
    placeSiding(column, undelivered, { x: TRUNK + bar, y: at.y });
    column.y += STEP.siding;
  }
  if (pipelines.length === 0) {
    const box = { x: TRUNK + BRANCH, y: column.y - 4, width: column.width - TRUNK - BRANCH, height: 36 };
    column.notes.push({ id: topic.name, kind: "unsubscribed", box });
    column.y += 40;
  }
  for (const pipeline of pipelines) {
    const lane = subjects.length - 1 - subjects.indexOf(pipeline.queue.subject);
    const start = { x: TRUNK + LANE * lane, y: at.y };
    placePipeline(column, pipeline, start, TRUNK + bar + BRANCH, `${topic.name}:${pipeline.queue.subject}`);
  }
}

function placeDirect(column: Column, pipeline: Pipeline, apis: DeployedApi[]) {
  const { queue } = pipeline;
  const from = placeFeeders(column, queue.name, queue.subject, apis);
  const start = from ?? { x: TRUNK, y: column.y + 8 };
  placePipeline(column, pipeline, start, TRUNK, queue.name);
}

/** The entrances above their target; where the track below the first of them begins, if there is any. */
function placeFeeders(column: Column, target: string, subject: string, apis: DeployedApi[]): Point | undefined {
  const feeders = apis.filter((api) => api.feeds?.includes(target));
  const start = feeders.length ? { x: TRUNK, y: column.y + STEP.entrance / 2 } : undefined;
  for (const api of feeders) placeEntrance(column, api, subject, `${api.name}>${target}`);
  return start;
}

function placeEntrance(column: Column, api: DeployedApi, subject: string, id = api.name) {
  column.stations.push({
    id,
    kind: "entrance",
    subject,
    at: { x: TRUNK, y: column.y + STEP.entrance / 2 },
    api,
    bar: 0,
    box: { x: 0, y: column.y, width: column.width, height: STEP.entrance - 4 },
  });
  column.y += STEP.entrance;
}

function feed(from: Point, target: string, subject: string, to: Point): Track {
  return { id: `>${target}`, kind: "line", subject, group: `>${target}`, points: [from, to] };
}

function placePipeline(column: Column, { queue, dlq }: Pipeline, start: Point, x: number, group: string) {
  const { subject } = queue;
  const rest = column.width - x + TRUNK;
  const box = (height: number) => ({ x: x - TRUNK, y: column.y, width: rest, height });

  column.y += x === start.x ? 0 : 8;
  const joined = column.y + 12;
  column.stations.push({
    id: queue.name,
    kind: "platform",
    subject,
    at: { x, y: joined },
    cars: { x: x + 32, y: column.y + 36, length: rest - TRUNK - 52 },
    queue,
    box: box(STEP.platform - 4),
  });
  column.y += STEP.platform;
  if (dlq) {
    placeSiding(column, dlq, { x, y: column.y - 14 }, queue);
    column.y += STEP.siding;
  }
  column.stations.push({
    id: `${queue.name}/tunnel`,
    kind: "tunnel",
    subject,
    at: { x, y: column.y },
    cars: { x, y: column.y + 8, length: STEP.tunnel - 24, down: true },
    queue,
    box: box(STEP.tunnel - 8),
  });
  column.y += STEP.tunnel;
  let end = column.y - 8;
  if (queue.consumer) {
    column.stations.push({
      id: `${queue.name}/train`,
      kind: "train",
      subject,
      at: { x, y: column.y },
      queue,
      consumer: queue.consumer,
      box: box(STEP.train - 8),
    });
    end = column.y + 20;
    column.y += STEP.train;
  }
  column.tracks.push({
    id: queue.name,
    kind: "line",
    subject,
    group,
    queue: queue.name,
    points: branch(start, { x, y: joined }, end),
  });
  column.y += STEP.gap;
}

/** Down beside the other lines, 45° over to its own track, and on down. */
function branch(start: Point, joined: Point, end: number): Point[] {
  const last = { x: joined.x, y: end };
  if (start.x === joined.x) return [start, last];
  return [start, { x: start.x, y: joined.y - (joined.x - start.x) }, joined, last];
}

function placeSiding(column: Column, queue: DeployedQueue, from: Point, source?: DeployedQueue) {
  const at = { x: from.x + BRANCH, y: from.y + BRANCH };
  const buffer = { x: at.x, y: at.y + 18 };
  column.stations.push({
    id: queue.name,
    kind: "siding",
    subject: queue.subject,
    at,
    buffer,
    cars: { x: at.x + 20, y: column.y + 32, length: column.width - at.x - 48 },
    label: "beside",
    queue,
    ...(source && { source }),
    box: { x: at.x - 10, y: column.y, width: column.width - at.x + 10, height: STEP.siding - 6 },
  });
  column.tracks.push({
    id: `>${queue.name}`,
    kind: "siding",
    subject: queue.subject,
    group: queue.name,
    queue: queue.name,
    points: [from, at, buffer],
  });
}

function placeInYard(column: Column, queue: DeployedQueue) {
  const at = { x: 8, y: column.y + 24 };
  const buffer = { x: 88, y: at.y };
  column.stations.push({
    id: queue.name,
    kind: "siding",
    subject: queue.subject,
    at,
    buffer,
    queue,
    cars: { x: at.x + 8, y: at.y - 10, length: buffer.x - at.x - 16 },
    label: "beside",
    box: { x: 0, y: column.y, width: column.width, height: STEP.yard - 4 },
  });
  column.tracks.push({
    id: `>${queue.name}`,
    kind: "siding",
    subject: queue.subject,
    group: queue.name,
    queue: queue.name,
    points: [at, buffer],
  });
  column.y += STEP.yard;
}
