import type { QueueCounts } from "../api/types.ts";

export type Counts = ReadonlyMap<string, QueueCounts>;

export interface Totals {
  waiting: number;
  inFlight: number;
  delayed: number;
  dead: number;
}

/** Messages under way, and messages that have stopped: those in dead-letter queues count only as dead. */
export function totalsOf(queues: QueueCounts[], dead: ReadonlySet<string>): Totals {
  const sum = (pick: (queue: QueueCounts) => number, of: QueueCounts[]) =>
    of.reduce((total, queue) => total + pick(queue), 0);
  const working = queues.filter(({ name }) => !dead.has(name));
  const sidings = queues.filter(({ name }) => dead.has(name));
  return {
    waiting: sum((queue) => queue.visible, working),
    inFlight: sum((queue) => queue.inFlight, working),
    delayed: sum((queue) => queue.delayed, working),
    dead: sum((queue) => queue.visible + queue.inFlight, sidings),
  };
}

/** Dead letters that somebody is viewing are hidden for a moment; they still count as dead. */
export function deadLetters(counts: QueueCounts | undefined): number {
  return counts ? counts.visible + counts.inFlight : 0;
}
