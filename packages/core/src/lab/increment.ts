/** The work that every step of the lab does, directly or behind a queue. */
export function increment(input: number): number {
  return input + 1;
}
