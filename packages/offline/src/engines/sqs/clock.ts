/** The operating system's clocks, in milliseconds. */
export interface Sources {
  wall(): number;
  /** Monotonic: since some moment, and never adjusted. */
  monotonic(): number;
}

const system: Sources = { wall: Date.now, monotonic: () => performance.now() };

/**
 * A clock that shows the time of day and never goes back: when the system clock is set back, a message hidden for 30
 * seconds still becomes visible after 30 seconds.
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
