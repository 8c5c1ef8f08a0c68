/** What every step of the lab does, by itself or behind a queue. */
export function increment(input: number): number {
  return input + 1;
}
