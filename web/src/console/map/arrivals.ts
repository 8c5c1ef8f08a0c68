import type { Counts } from "../topology/counts.ts";

/** How many messages have gone into a tunnel, and when they were first seen there. */
interface Arrival {
  /** Milliseconds since the epoch. */
  at: number;
  count: number;
}

/** By queue: the messages in flight, the first ones first. */
export type Arrivals = ReadonlyMap<string, readonly Arrival[]>;

/**
 * What the next numbers say about who is in which tunnel since when. SQS does not tell: whoever is there at the first
 * look has just arrived at the latest, and those that came first are taken to leave first.
 */
export function arrivalsAfter(before: Arrivals, counts: Counts, now: number): Arrivals {
  const entries = [...counts.values()]
    .filter(({ inFlight }) => inFlight > 0)
    .map(({ name, inFlight }) => [name, next(before.get(name) ?? [], inFlight, now)] as const);
  return new Map(entries);
}

/** @returns when, at the latest, the message that has been in the tunnel longest is done or back on the platform */
export function backBy(arrivals: readonly Arrival[] | undefined, visibilityTimeoutSeconds: number): number | undefined {
  const [first] = arrivals ?? [];
  return first && first.at + visibilityTimeoutSeconds * 1000;
}

function next(before: readonly Arrival[], inFlight: number, now: number): readonly Arrival[] {
  const known = before.reduce((sum, { count }) => sum + count, 0);
  if (inFlight > known) return [...before, { at: now, count: inFlight - known }];
  let gone = known - inFlight;
  return before.flatMap((arrival) => {
    const left = Math.min(gone, arrival.count);
    gone -= left;
    return left === arrival.count ? [] : { ...arrival, count: arrival.count - left };
  });
}
