import type { DeployedApi } from "@donut/contracts/topology";
import { elbow, type Point } from "../geometry.ts";
import { LANE, type Part } from "../layout.ts";
import type { Columns } from "./columns.ts";
import type { Row } from "./rows.ts";

/** Where messages from an API arrive: a topic's interchange or the platform of a queue. */
interface Target {
  name: string;
  subject: string;
  y: number;
  kind: "topic" | "queue";
}

/** An API's height, and its targets from top to bottom; one line leaves it for each, side by side. */
export interface Entrance {
  api: DeployedApi;
  y: number;
  goals: Target[];
}

const BOX = { above: 22, below: 22 };
const APART = 60;
const CLEAR = 6;

/** Each API beside the first place its messages go to; those that feed nothing come last. */
export function entrancesOf(apis: DeployedApi[], rows: Row[]): Entrance[] {
  const targets = targetsOf(rows).filter(({ name }) => apis.some((api) => api.feeds?.includes(name)));
  let free = BOX.above;
  return inOrder(apis, targets).map(({ api, goals }) => {
    const y = firstClear(Math.max(free, goals[0]?.y ?? free), goals, targets);
    free = y + depthOf(goals) + APART;
    return { api, y, goals };
  });
}

/** Targets that some line does not reach in a straight line, from top to bottom: each has its own vertical. */
export function bentTargets(entrances: Entrance[]): string[] {
  const bent = entrances.flatMap(({ y, goals }) => goals.filter((goal, index) => goal.y !== y + LANE * index));
  return [...new Set(bent.sort((a, b) => a.y - b.y).map(({ name }) => name))];
}

export function placeEntrances(entrances: Entrance[], columns: Columns): Part {
  const bent = bentTargets(entrances);
  const x = columns.entrance - 10;
  return {
    stations: entrances.map(({ api, y, goals }) => ({
      id: api.name,
      kind: "entrance",
      subject: goals[0]?.subject ?? "",
      at: { x, y },
      api,
      bar: depthOf(goals),
      box: { x: 0, y: y - BOX.above, width: columns.entrance, height: BOX.above + depthOf(goals) + BOX.below },
      words: { x: 4, y: y + depthOf(goals) / 2 - 17, width: x - 16, height: 34 },
    })),
    tracks: entrances.flatMap(({ api, y, goals }) =>
      goals.map((goal, index) => ({
        id: `${api.name}>${goal.name}`,
        kind: "line",
        subject: goal.subject,
        group: goal.name,
        points: elbow(
          { x, y: y + LANE * index },
          arrival(goal, columns),
          // A line that goes further down turns off earlier, so that none cross.
          columns.channel + LANE * (bent.length - 1 - bent.indexOf(goal.name)),
        ),
      })),
    ),
  };
}

function arrival({ kind, y }: Target, columns: Columns): Point {
  return { x: kind === "topic" ? columns.topic + 14 : columns.platform - 8, y };
}

function targetsOf(rows: Row[]): Target[] {
  return rows.flatMap(({ y, interchange, pipeline }): Target[] => {
    if (interchange) return [{ name: interchange.topic.name, subject: interchange.topic.subject, y, kind: "topic" }];
    if (!pipeline || pipeline.queue.topic) return [];
    return [{ name: pipeline.queue.name, subject: pipeline.queue.subject, y, kind: "queue" }];
  });
}

function inOrder(apis: DeployedApi[], targets: Target[]) {
  const height = (goals: Target[]) => goals[0]?.y ?? Number.MAX_SAFE_INTEGER;
  return apis
    .map((api) => ({ api, goals: targets.filter(({ name }) => api.feeds?.includes(name)) }))
    .sort((a, b) => height(a.goals) - height(b.goals));
}

/** The first height from `y` down where no line from this entrance overlaps another line on its way in. */
function firstClear(y: number, goals: Target[], targets: Target[]): number {
  const clear = (candidate: number) =>
    goals.every((goal, index) =>
      targets.every((other) => other === goal || Math.abs(candidate + LANE * index - other.y) >= CLEAR),
    );
  return clear(y) ? y : firstClear(y + 2, goals, targets);
}

function depthOf(goals: Target[]): number {
  return LANE * Math.max(0, goals.length - 1);
}
