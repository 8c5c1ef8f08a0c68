import type { DeployedQueue } from "@donut/contracts/topology";
import type { Box, Point } from "./geometry.ts";
import type { Cars, Part, Station } from "./layout.ts";

interface Siding {
  queue: DeployedQueue;
  /** The queue whose dead letters these are. */
  source?: DeployedQueue;
  /** The track; messages are drawn on its last piece, and the buffer at its end. */
  points: [...Point[], start: Point, buffer: Point];
  label: (Station & { kind: "siding" })["label"];
  /** Where messages are drawn, unless on a horizontal last piece. */
  cars?: Cars;
  box: Box;
  words: Box;
}

export function siding({ queue, source, points, label, cars, box, words }: Siding): Part {
  const [at, buffer] = points.slice(-2) as [Point, Point];
  return {
    stations: [
      {
        id: queue.name,
        kind: "siding",
        subject: queue.subject,
        at,
        buffer,
        cars: cars ?? { x: at.x + 12, y: at.y - 10, length: buffer.x - at.x - 20 },
        label,
        queue,
        ...(source && { source }),
        box,
        words,
      },
    ],
    tracks: [
      { id: `>${queue.name}`, kind: "siding", subject: queue.subject, group: queue.name, queue: queue.name, points },
    ],
  };
}
