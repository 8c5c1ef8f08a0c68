/** Announce only after moving up this many places. */
const worthSaying = 10;

/**
 * How many people are ahead, for screen readers. Not every step is announced: only every ten, and being next.
 * @returns the number to announce, or the one announced last
 */
export function sayAhead(said: number | undefined, ahead: number): number {
  if (said === undefined || ahead === 0) return ahead;
  return Math.abs(said - ahead) >= worthSaying ? ahead : said;
}
