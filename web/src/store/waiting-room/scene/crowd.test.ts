import fc from "fast-check";
import { expect, test } from "vitest";
import { crowdOf } from "./crowd.ts";

const line = fc.integer({ min: 0, max: 250_000 });

test("everyone ahead is either drawn or counted", () => {
  fc.assert(
    fc.property(line, (ahead) => {
      const { others, hidden } = crowdOf(ahead);
      // The person just admitted is drawn at the counter's edge, and no longer visible.
      const drawn = others.filter((it) => it.ahead > 0 && it.at >= 0);
      expect(drawn.length + (hidden?.count ?? 0)).toBe(ahead);
      expect(new Set(others.map((it) => it.ahead)).size).toBe(others.length);
    }),
  );
});

test("no two visitors share a place, and those ahead are closer to the counter", () => {
  fc.assert(
    fc.property(line, fc.integer({ min: 0, max: 9 }), (ahead, behind) => {
      const { me, others } = crowdOf(ahead, behind);
      const places = [...others, { ahead: 0, at: me }].sort((a, b) => b.ahead - a.ahead);
      for (const [index, it] of places.slice(1).entries()) {
        expect(it.at - (places[index]?.at ?? 0)).toBeGreaterThanOrEqual(0.99);
      }
    }),
  );
});

test("a visitor only ever moves towards the counter, even between two places", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 1000, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (ahead, step) => {
        const gone = crowdOf(ahead + step).me - crowdOf(ahead).me;
        expect(gone).toBeGreaterThanOrEqual(0);
        expect(gone).toBeLessThan(step * 1.5 + 1e-9);
      },
    ),
  );
});
