import type { DeployedQueue } from "@donut/contracts/topology";
import type { Point } from "../geometry.ts";
import { siding } from "../siding.ts";
import { add, BRANCH, type Column, STEP } from "./column.ts";

/** A siding that leaves a track at 45° and ends beside it. */
export function placeSiding(column: Column, queue: DeployedQueue, from: Point, source?: DeployedQueue): void {
  const at = { x: from.x + BRANCH, y: from.y + BRANCH };
  add(
    column,
    siding({
      queue,
      ...(source && { source }),
      points: [from, at, { x: at.x, y: at.y + 18 }],
      label: "beside",
      cars: { x: at.x + 20, y: column.y + 32, length: column.width - at.x - 48 },
      box: { x: at.x - 10, y: column.y, width: column.width - at.x + 10, height: STEP.siding - 6 },
      words: { x: at.x + 14, y: column.y + 2, width: column.width - at.x - 14, height: 16 },
    }),
  );
  column.y += STEP.siding;
}

/** A siding that belongs to no queue. */
export function placeInYard(column: Column, queue: DeployedQueue): void {
  const y = column.y + 24;
  add(
    column,
    siding({
      queue,
      points: [
        { x: 8, y },
        { x: 88, y },
      ],
      label: "beside",
      box: { x: 0, y: column.y, width: column.width, height: STEP.yard - 4 },
      words: { x: 102, y: column.y, width: column.width - 102, height: STEP.yard - 4 },
    }),
  );
  column.y += STEP.yard;
}
