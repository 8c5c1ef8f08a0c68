/** The time, and repeated work. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** @returns a function that stops the repetition. It does not keep the process alive. */
  every(milliseconds: number, work: () => void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  every(milliseconds, work) {
    const timer = setInterval(work, milliseconds).unref();
    return () => clearInterval(timer);
  },
};
