import { setTimeout as pause } from "node:timers/promises";

/**
 * Schedules fall due at the same full minutes: a dozen environments that start at once would take all cores, and their
 * memory, from those who wait for an answer.
 *
 * @returns runs invocations in turn: each when the one before it has ended, or had `patienceMs` to do so
 */
export function oneAfterAnother(patienceMs = 500): <T>(invocation: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return (invocation) => {
    const running = turn.then(invocation);
    turn = turn.then(() => Promise.race([running.catch(() => {}), pause(patienceMs, undefined, { ref: false })]));
    return running;
  };
}
