import type { DeployedApi } from "@donut/contracts/topology";
import type { Point } from "../geometry.ts";
import { type Column, STEP, TRUNK, WORDS } from "./column.ts";

/** The entrances above their target. @returns where the track from the first one starts, if there is one */
export function placeFeeders(column: Column, target: string, subject: string, apis: DeployedApi[]): Point | undefined {
  const feeders = apis.filter((api) => api.feeds?.includes(target));
  const start = { x: TRUNK, y: column.y + STEP.entrance / 2 };
  for (const api of feeders) placeEntrance(column, api, subject, `${api.name}>${target}`);
  return feeders.length ? start : undefined;
}

export function placeEntrance(column: Column, api: DeployedApi, subject: string, id: string): void {
  column.stations.push({
    id,
    kind: "entrance",
    subject,
    at: { x: TRUNK, y: column.y + STEP.entrance / 2 },
    api,
    bar: 0,
    box: { x: 0, y: column.y, width: column.width, height: STEP.entrance - 4 },
    words: { x: WORDS, y: column.y + 7, width: column.width - WORDS, height: 34 },
  });
  column.y += STEP.entrance;
}
