/** So many places further are worth a word. */
const worthSaying = 10;

/**
 * What is said aloud, to those who do not see the line, of how many are ahead. Not each step: every ten, and being next.
 * @returns the number to say, or the one that was said last
 */
export function sayAhead(said: number | undefined, ahead: number): number {
  if (said === undefined || ahead === 0) return ahead;
  return Math.abs(said - ahead) >= worthSaying ? ahead : said;
}
