import type { QueueCounts } from "../api/types.ts";

export type Counts = ReadonlyMap<string, QueueCounts>;

export interface Totals {
  waiting: number;
  inFlight: number;
  delayed: number;
  dead: number;
}

/** What is on its way and what has stopped: messages of dead-letter queues count as dead only. */
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

/** Dead letters that someone is looking at are hidden for a moment; they are still dead. */
export function deadLetters(counts: QueueCounts | undefined): number {
  return counts ? counts.visible + counts.inFlight : 0;
}
