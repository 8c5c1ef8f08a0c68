/** How long things may take. Tests of crashes use shorter times. */
export interface Timing {
  /** How long a received message stays hidden from others. */
  hiddenSeconds: number;
  /** How long a dead worker's lease keeps others from taking over. */
  leaseMs: number;
  /** How long to wait for messages that another worker holds. */
  patienceMs: number;
}

export const ordinaryTiming: Timing = { hiddenSeconds: 30, leaseMs: 20_000, patienceMs: 120_000 };
