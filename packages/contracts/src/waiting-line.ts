/**
 * The arithmetic of the waiting room, shared by servers and browsers: places, estimated waiting times, and the draw. No
 * dependencies: the store loads it with its waiting page.
 */

/** Numbers that are gone are counted in blocks of this size. */
export const blockSize = 512;

export function blockOf(number: number): number {
  return Math.floor(number / blockSize);
}

/** The part of the board from which places are computed. */
export interface Front {
  /** Everyone up to this number has had their turn or is gone. */
  low: number;
  /** The block of the first of `gone`. */
  firstBlock: number;
  /** By block: how many numbers above `low` are no longer waiting. Missing blocks at the end have none. */
  gone: readonly number[];
}

/**
 * The exact number of people ahead of a waiting number.
 *
 * @param goneInBlock numbers in its own block that are no longer waiting; those in other blocks are counted in `gone`
 */
export function aheadOf(number: number, { low, firstBlock, gone }: Front, goneInBlock: readonly number[]): number {
  if (number <= low) return 0;
  const before = Math.max(0, blockOf(number) - firstBlock);
  let notWaiting = 0;
  for (let index = 0; index < before; index++) notWaiting += gone[index] ?? 0;
  for (const other of goneInBlock) if (other > low && other < number) notWaiting++;
  return number - 1 - low - notWaiting;
}

export interface Pace {
  /** How long a seat was held on average in the last turns; absent until the first one has ended. */
  holdSeconds?: number | undefined;
  /** The number of turns it is based on. */
  turns: number;
}

export interface Wait {
  lowSeconds: number;
  highSeconds: number;
}

/**
 * An average of few turns is unreliable: the range spans this many standard deviations of that many independent turns.
 */
const deviations = 1.3;
/** The pace of the next hour differs a little from that of the last minutes. */
const drift = 0.15;

/**
 * An honest range for the waiting time of somebody with `ahead` people in front. Never longer than if each of them
 * holds a seat to the end.
 *
 * @param x seats
 * @param y seconds for each holder
 */
export function waitOf(ahead: number, { x, y, pace }: { x: number; y: number; pace: Pace }): Wait {
  const longest = Math.ceil((ahead + 1) / x) * y;
  const { holdSeconds, turns } = pace;
  if (holdSeconds === undefined || turns < 1) return { lowSeconds: 0, highSeconds: longest };
  const each = Math.min(holdSeconds, y) / x;
  const expected = (ahead + 1) * each;
  const unsure = deviations * Math.sqrt(ahead + 1) * each + drift * expected;
  const high = Math.min(longest, Math.max(1, Math.ceil(expected + unsure)));
  return { lowSeconds: Math.min(high, Math.max(0, Math.floor(expected - unsure))), highSeconds: high };
}

/** How often a browser should read the board: every `n` seconds near the front, down to every 30 s far behind. */
export function boardEverySeconds(ahead: number, { x, n }: { x: number; n: number }): number {
  const turnsAway = ahead / x;
  return Math.max(1, Math.min(30, Math.round(n * Math.max(1, turnsAway / 10))));
}

export interface Draw {
  /** 32 bytes in hexadecimal. Its SHA-256 was published before anybody could enter. */
  seed: string;
  /** The first number in the draw. */
  first: number;
  /** How many people were in the lobby. */
  count: number;
}

/**
 * The draw: everybody in the lobby, in order of arrival, is shuffled by the seed. Anyone can reproduce it.
 *
 * @returns at each place (0 is the front), the arrival position of its holder (0 came first)
 */
export function drawOrder({ seed, count }: Pick<Draw, "seed" | "count">): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  const next = randomOf(seed);
  // Fisher–Yates shuffle.
  for (let last = count - 1; last > 0; last--) {
    const other = below(last + 1, next);
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
  return order;
}

/** @returns a whole number from 0 to `limit` − 1, all equally likely. */
function below(limit: number, next: () => number): number {
  const fair = 2 ** 32 - (2 ** 32 % limit);
  for (;;) {
    const drawn = next();
    if (drawn < fair) return drawn % limit;
  }
}

/** xoshiro128** (https://prng.di.unimi.it/xoshiro128starstar.c), seeded with both halves of 32 bytes. */
function randomOf(seed: string): () => number {
  const word = (index: number) => Number.parseInt(seed.slice(index * 8, index * 8 + 8), 16);
  const state = Int32Array.from({ length: 4 }, (_, index) => mixed(word(index) + mixed(word(index + 4) + index)));
  if (state.every((part) => part === 0)) state[0] = 1;
  return () => {
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = state;
    const result = Math.imul(rotated(Math.imul(s1, 5), 7), 9) >>> 0;
    const third = s2 ^ s0;
    const fourth = s3 ^ s1;
    state[0] = s0 ^ fourth;
    state[1] = s1 ^ third;
    state[2] = third ^ (s1 << 9);
    state[3] = rotated(fourth, 11);
    return result;
  };
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** The last step of MurmurHash3: every bit of the word changes half of the others. */
function mixed(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}
