import { expect, test } from "vitest";
import type { Order } from "../../api/types.ts";
import { addVisit, addVisits, forgetOthers, renewVisit } from "./keep-visit.ts";
import { stampsOf, visits } from "./visits.ts";

const order = (id: string, status: Order["status"]): Order => ({
  id,
  status,
  lines: [{ productId: "glazed", quantity: 2, price: 1500 }],
  units: 2,
  total: 3000,
  placedAt: "2026-01-01T00:00:00.000Z",
});

test("a queued order has no stamp until it is sold, and none if it is not", () => {
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

test("an account takes over its orders from the device, and nobody else's; the next account's passport is its own", () => {
  visits.set([]);
  for (const id of ["mine, before signing in", "somebody's"]) addVisit(order(id, "completed"));
  addVisits([order("mine, before signing in", "completed"), order("elsewhere", "queued")], "mina@example.com");
  renewVisit(order("elsewhere", "completed"));
  const ownedBy = (owner?: string) => visits.get().flatMap((it) => (it.account === owner ? [it.id] : []));
  expect(ownedBy("mina@example.com").toSorted()).toEqual(["elsewhere", "mine, before signing in"]);
  expect(ownedBy()).toEqual(["somebody's"]);
  forgetOthers("jun@example.com");
  expect(visits.get().map(({ id }) => id)).toEqual(["somebody's"]);
});
