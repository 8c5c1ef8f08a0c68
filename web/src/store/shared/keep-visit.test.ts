import { expect, test } from "vitest";
import type { Order } from "../../api/types.ts";
import { addVisit, renewVisit } from "./keep-visit.ts";
import { stampsOf, visits } from "./visits.ts";

const order = (id: string, status: Order["status"]): Order => ({
  id,
  status,
  lines: [{ productId: "glazed", quantity: 2, price: 1500 }],
  units: 2,
  total: 3000,
  placedAt: "2026-01-01T00:00:00.000Z",
});

test("what waits in the line has no stamp until it is sold, and none if it is not", () => {
  for (const id of ["a", "b"]) addVisit(order(id, "queued"));
  addVisit(order("c", "completed"));
  expect(stampsOf(visits.get()).get("glazed")).toBe(2);
  renewVisit(order("a", "completed"));
  renewVisit(order("b", "rejected"));
  renewVisit(order("of another device", "completed"));
  expect(visits.get().map(({ id, status }) => [id, status])).toEqual([
    ["c", undefined],
    ["b", "rejected"],
    ["a", undefined],
  ]);
  expect(stampsOf(visits.get()).get("glazed")).toBe(4);
});
