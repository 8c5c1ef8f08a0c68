/** The time, and work that is done again and again. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** @returns what ends it. It does not keep the process alive. */
  every(milliseconds: number, work: () => void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  every(milliseconds, work) {
    const timer = setInterval(work, milliseconds).unref();
    return () => clearInterval(timer);
  },
};
