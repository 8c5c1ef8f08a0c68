import { elbow, type Point } from "./geometry.ts";
import { LANE, type Station, type Track } from "./layout.ts";
import type { DeployedApi } from "./topology.ts";

/** Where messages from an API arrive: a topic's interchange or the platform of a queue. */
export interface Target {
  name: string;
  subject: string;
  at: Point;
}

interface Area {
  width: number;
  /** The x of the first vertical of the lines between the entrances and their targets. */
  channel: number;
}

const BOX = { above: 22, below: 22 };
const APART = 60;
const CLEAR = 6;

/** Each API beside the first place its messages go to; those that feed nothing below the others. */
export function placeEntrances(apis: DeployedApi[], targets: Target[], area: Area) {
  const byHeight = [...targets].sort((a, b) => a.at.y - b.at.y);
  const fed = byHeight.filter((target) => apis.some((api) => api.feeds?.includes(target.name)));
  const stations: Station[] = [];
  const tracks: Track[] = [];
  let free = BOX.above;
  for (const { api, goals } of inOrder(apis, fed)) {
    const y = firstClear(Math.max(free, goals[0]?.at.y ?? free), goals, fed);
    const depth = LANE * Math.max(0, goals.length - 1);
    stations.push({
      id: api.name,
      kind: "entrance",
      subject: goals[0]?.subject ?? "",
      at: { x: area.width - 10, y },
      api,
      bar: depth,
      box: { x: 0, y: y - BOX.above, width: area.width, height: BOX.above + depth + BOX.below },
    });
    tracks.push(
      ...goals.map((goal, index): Track => {
        const viaX = area.channel + LANE * (fed.length - 1 - fed.indexOf(goal));
        const start = { x: area.width - 10, y: y + LANE * index };
        return {
          id: `${api.name}>${goal.name}`,
          kind: "line",
          subject: goal.subject,
          group: goal.name,
          points: elbow(start, goal.at, viaX),
        };
      }),
    );
    free = y + depth + APART;
  }
  return { stations, tracks };
}

function inOrder(apis: DeployedApi[], fed: Target[]) {
  const height = (goals: Target[]) => goals[0]?.at.y ?? Number.POSITIVE_INFINITY;
  return apis
    .map((api) => ({ api, goals: fed.filter((target) => api.feeds?.includes(target.name)) }))
    .sort((a, b) => (height(a.goals) === height(b.goals) ? 0 : height(a.goals) - height(b.goals)));
}

/** The first height from `y` on where no line out of this entrance runs along another line's way in. */
function firstClear(y: number, goals: Target[], fed: Target[]): number {
  const clear = (candidate: number) =>
    goals.every((goal, index) =>
      fed.every((other) => other === goal || Math.abs(candidate + LANE * index - other.at.y) >= CLEAR),
    );
  return clear(y) ? y : firstClear(y + 2, goals, fed);
}
