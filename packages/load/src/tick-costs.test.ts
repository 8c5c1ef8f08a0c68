import { expect, test } from "vitest";
import { tickCosts } from "./tick-costs.ts";

test("the benchmark of the ticks runs both kinds on one line, and its places are exact", async () => {
  const { source, ours, place } = await tickCosts({ people: 40, posted: 20, sourceTicks: 1 });
  expect(source.whole).toBeGreaterThanOrEqual(0);
  expect(ours.readers).toBeGreaterThan(0);
  expect(place).toMatchObject({ wrong: 0 });
});
