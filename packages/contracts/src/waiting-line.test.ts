import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aheadOf, blockOf, boardEverySeconds, drawOrder, waitOf } from "./waiting-line.ts";

describe("places", () => {
  test("are those of counting who still waits, whoever is gone", () => {
    const line = fc.record({
      low: fc.nat(3_000),
      length: fc.integer({ min: 1, max: 2_500 }),
      gone: fc.array(fc.nat(2_499), { maxLength: 200 }),
      who: fc.nat(2_499),
    });
    fc.assert(
      fc.property(line, ({ low, length, gone, who }) => {
        const notWaiting = new Set(gone.map((offset) => low + 1 + (offset % length)));
        const number = low + 1 + (who % length);
        notWaiting.delete(number);
        const firstBlock = blockOf(low + 1);
        const counts = Array.from({ length: blockOf(low + length) - firstBlock + 1 }, () => 0);
        for (const other of notWaiting)
          counts[blockOf(other) - firstBlock] = (counts[blockOf(other) - firstBlock] ?? 0) + 1;
        const own = [...notWaiting].filter((other) => blockOf(other) === blockOf(number));

        let ahead = 0;
        for (let other = low + 1; other < number; other++) if (!notWaiting.has(other)) ahead++;
        expect(aheadOf(number, { low, firstBlock, gone: counts }, own)).toBe(ahead);
      }),
    );
  });

  test("of those whose turn has come are in front of everybody", () => {
    expect(aheadOf(7, { low: 9, firstBlock: 0, gone: [] }, [])).toBe(0);
  });
});

describe("the estimate", () => {
  test("before anybody has had a turn is no more than it can take at most", () => {
    expect(waitOf(6, { x: 3, y: 25, pace: { turns: 0 } })).toEqual({ lowSeconds: 0, highSeconds: 75 });
  });

  test("has what really is expected in it, and the longest possible as its end", () => {
    const room = fc.record({
      ahead: fc.nat(250_000),
      x: fc.integer({ min: 1, max: 10_000 }),
      y: fc.integer({ min: 5, max: 3_600 }),
      share: fc.double({ min: 0.01, max: 1, noNaN: true }),
      turns: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(room, ({ ahead, x, y, share, turns }) => {
        const { lowSeconds, highSeconds } = waitOf(ahead, { x, y, pace: { holdSeconds: y * share, turns } });
        const longest = Math.ceil((ahead + 1) / x) * y;
        expect(highSeconds).toBeLessThanOrEqual(longest);
        expect(lowSeconds).toBeLessThanOrEqual(highSeconds);
        expect(lowSeconds).toBeGreaterThanOrEqual(0);
        expect(lowSeconds).toBeLessThanOrEqual(Math.max(1, ((ahead + 1) * y * share) / x));
      }),
    );
  });
});

test("the board is read often near the front and seldom far behind", () => {
  expect(boardEverySeconds(0, { x: 3, n: 5 })).toBe(5);
  expect(boardEverySeconds(100_000, { x: 3, n: 5 })).toBe(30);
});

describe("the draw", () => {
  const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));

  test("gives each place to one person, the same whenever it is done again", () => {
    fc.assert(
      fc.property(seeds, fc.nat(2_000), (seed, count) => {
        const order = drawOrder({ seed, count });
        expect(new Set(order).size).toBe(count);
        expect(drawOrder({ seed, count })).toEqual(order);
      }),
    );
  });

  test("gives everyone the same chance of each place", () => {
    const people = 5;
    const draws = 5_000;
    const times = Array.from({ length: people * people }, () => 0);
    for (let number = 1; number <= draws; number++) {
      const seed = createHash("sha256").update(String(number)).digest("hex");
      for (const [place, who] of drawOrder({ seed, count: people }).entries()) {
        const index = place * people + who;
        times[index] = (times[index] ?? 0) + 1;
      }
    }
    for (const seen of times) expect(Math.abs(seen / draws - 1 / people)).toBeLessThan(0.03);
  });
});
