import type { DeployedApi } from "@donut/contracts/topology";
import type { Interchange, Network, Pipeline } from "../../topology/topology.ts";
import { LANE, type MapLayout } from "../layout.ts";
import { BRANCH, type Column, columnOf, finish, STEP, TRUNK, WORDS } from "./column.ts";
import { placeEntrance, placeFeeders } from "./entrances.ts";
import { placePipeline } from "./pipeline.ts";
import { placeInYard, placeSiding } from "./sidings.ts";

/** One line of the map, read from top to bottom. */
interface TallLine {
  subject: string;
  layout: MapLayout;
}

/** The lines, and the parts on no line: sidings of stream functions, entrances that feed nothing. */
export interface TallLayout {
  lines: TallLine[];
  yard: MapLayout;
  entrances: MapLayout;
}

/** The map line by line, for widths too small for the wide one: tracks run down, labels are to their right. */
export function layoutTall(network: Network, width: number): TallLayout {
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

  const places = [...network.interchanges.map(({ topic }) => topic), ...network.direct.map(({ queue }) => queue)];
  const idle = network.apis.filter(({ feeds }) => !places.some(({ name }) => feeds?.includes(name)));
  const entrances = columnOf(width);
  for (const api of idle) placeEntrance(entrances, api, "", api.name);

  return { lines, yard: finish(yard), entrances: finish(entrances) };
}

function placeTopic(column: Column, interchange: Interchange, apis: DeployedApi[]): void {
  const { topic, undelivered, pipelines, subjects } = interchange;
  const { name, subject } = topic;
  const from = placeFeeders(column, name, subject, apis);
  const bar = LANE * Math.max(0, subjects.length - 1);
  const at = { x: TRUNK, y: column.y + STEP.interchange / 2 };
  const box = { x: 0, y: column.y, width: column.width, height: STEP.interchange - 8 };
  const words = { x: WORDS + bar, y: at.y - 12, width: column.width - WORDS - bar, height: 20 };
  column.stations.push({ id: name, kind: "interchange", subject, at, bar, topic, box, words });
  if (from) column.tracks.push({ id: `>${name}`, kind: "line", subject, group: `>${name}`, points: [from, at] });
  column.y += STEP.interchange;

  if (undelivered) placeSiding(column, undelivered, { x: TRUNK + bar, y: at.y });
  if (pipelines.length === 0) placeUnsubscribed(column, name);
  for (const pipeline of pipelines) {
    // The first line to turn off is closest to its side, so that none cross.
    const lane = subjects.length - 1 - subjects.indexOf(pipeline.queue.subject);
    placePipeline(column, pipeline, {
      start: { x: TRUNK + LANE * lane, y: at.y },
      x: TRUNK + bar + BRANCH,
      group: `${name}:${pipeline.queue.subject}`,
    });
  }
}

function placeDirect(column: Column, pipeline: Pipeline, apis: DeployedApi[]): void {
  const { name, subject } = pipeline.queue;
  const from = placeFeeders(column, name, subject, apis);
  placePipeline(column, pipeline, { start: from ?? { x: TRUNK, y: column.y + 8 }, x: TRUNK, group: name });
}

function placeUnsubscribed(column: Column, topic: string): void {
  const x = TRUNK + BRANCH;
  const box = { x, y: column.y - 4, width: column.width - x, height: STEP.unsubscribed - 4 };
  column.notes.push({ id: topic, kind: "unsubscribed", box });
  column.y += STEP.unsubscribed;
}
