/**
 * The arithmetic of the waiting room, for servers and browsers alike: where somebody stands, how long it may take, and
 * the draw. No dependencies: the store loads it with its waiting page.
 */

/** Numbers are counted as gone by blocks of so many. */
export const blockSize = 512;

export function blockOf(number: number): number {
  return Math.floor(number / blockSize);
}

/** The part of the board that places are worked out from. */
export interface Front {
  /** Everyone up to this number has had their turn or is gone. */
  low: number;
  /** The block of the first of `gone`. */
  firstBlock: number;
  /** By block: how many numbers above `low` do not wait any more. Blocks that are missing at the end have none. */
  gone: readonly number[];
}

/**
 * How many people are ahead of a waiting number, exactly.
 *
 * @param goneInBlock the numbers of its own block that do not wait any more; those of other blocks are counted in `gone`
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
  /** How long a seat was held on average in the last turns; absent before the first one has ended. */
  holdSeconds?: number | undefined;
  /** How many turns that is known from. */
  turns: number;
}

export interface Wait {
  lowSeconds: number;
  highSeconds: number;
}

/** What few turns tell is worth little: the range is so many standard deviations of so many independent turns wide. */
const deviations = 1.3;
/** The pace of the next hour is not quite that of the last minutes. */
const drift = 0.15;

/**
 * An honest range for how long somebody waits who has `ahead` people in front. Never more than it takes if each of them
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
  /** The first number that was drawn for. */
  first: number;
  /** How many stood in the lobby. */
  count: number;
}

/**
 * The draw: all who stood in the lobby, in the order they came, are shuffled by the seed. Anyone can do it again.
 *
 * @returns at each place (0 is the front) who came as which (0 came first)
 */
export function drawOrder({ seed, count }: Pick<Draw, "seed" | "count">): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  const next = randomOf(seed);
  // Fisher and Yates.
  for (let last = count - 1; last > 0; last--) {
    const other = below(last + 1, next);
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
  return order;
}

/** @returns a whole number from 0 to `limit` − 1, each as likely as any other. */
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
