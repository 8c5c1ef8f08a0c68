/** What a system tells of the time, in milliseconds. */
export interface Sources {
  wall(): number;
  /** Since some moment; it is never set. */
  monotonic(): number;
}

const system: Sources = { wall: Date.now, monotonic: () => performance.now() };

/**
 * A clock that shows the time of day and never stands still: when somebody sets the system's clock back, what is hidden
 * for 30 seconds becomes visible after 30 seconds all the same.
 */
export function createClock({ wall, monotonic }: Sources = system): () => number {
  let [shown, at] = [wall(), monotonic()];
  return () => {
    const elapsed = monotonic() - at;
    [shown, at] = [Math.max(wall(), shown + elapsed), at + elapsed];
    return Math.floor(shown);
  };
}

/** Milliseconds since 1970. */
export const now = createClock();
