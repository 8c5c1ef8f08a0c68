import type { MetricHistory } from "@donut/contracts/metrics";
import type { DeployedQueue } from "@donut/contracts/topology";
import type { QueueCounts } from "../api/types.ts";
import { type Counts, deadLetters } from "../topology/counts.ts";

/** Messages that have moved: into a queue, out of it to its consumer, or through it, too quickly to be counted in it. */
export interface Trip {
  queue: string;
  way: "in" | "out" | "through";
  count: number;
}

/** @returns what has moved between two looks at the numbers; a message that died has not left with the train */
export function tripsBetween(before: Counts, after: Counts, queues: DeployedQueue[]): Trip[] {
  return queues.flatMap(({ name, dlq = "" }): Trip[] => {
    const [earlier, now] = [before.get(name), after.get(name)];
    if (!earlier || !now) return [];
    const more = messagesIn(now) - messagesIn(earlier);
    const died = Math.max(0, deadLetters(after.get(dlq)) - deadLetters(before.get(dlq)));
    if (more > 0) return [{ queue: name, way: "in", count: more }];
    return -more > died ? [{ queue: name, way: "out", count: -more - died }] : [];
  });
}

/** @returns what has gone through between two histories, as far as it was not seen in the numbers */
export function quickTrips(before: MetricHistory, after: MetricHistory, seen: ReadonlyMap<string, number>): Trip[] {
  // Another window has lost its first periods, so its sums say nothing about what is new.
  if (before.from !== after.from) return [];
  const earlier = new Map(before.queues?.map(({ name, processed }) => [name, processed]));
  return (after.queues ?? []).flatMap(({ name, processed }): Trip[] => {
    const count = processed - (earlier.get(name) ?? processed) - (seen.get(name) ?? 0);
    return count > 0 ? [{ queue: name, way: "through", count }] : [];
  });
}

function messagesIn({ visible, inFlight, delayed }: QueueCounts): number {
  return visible + inFlight + delayed;
}
