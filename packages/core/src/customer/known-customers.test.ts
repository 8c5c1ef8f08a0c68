import { expect, test } from "vitest";
import { knownCustomers } from "./known-customers.ts";

test("the cache is bounded, and evicts its oldest entry first", () => {
  const known = knownCustomers(2);
  for (const id of ["a", "b", "b", "c"]) known.add(id);
  expect(["a", "b", "c"].map((id) => known.has(id))).toEqual([false, true, true]);
});
