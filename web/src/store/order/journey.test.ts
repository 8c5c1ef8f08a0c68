import { expect, test } from "vitest";
import type { TimelineEntry } from "../../api/types.ts";
import { awaited, hasPromoted, shownToCustomer } from "./journey.ts";

const entry = (type: string, detail: Record<string, unknown>): TimelineEntry => ({
  at: "2026-01-01T00:00:00Z",
  type,
  detail,
});
const placed = entry("order.placed", { orderId: "ord_1" });
const depleted = entry("stock.depleted", { productId: "glazed", quantity: 100, available: 3 });
const accepted = entry("production.accepted", {
  productId: "glazed",
  quantity: 100,
  expectedAt: "2026-01-01T00:00:10Z",
});
const replenished = entry("stock.replenished", { productId: "glazed", quantity: 100 });

test("a batch is awaited from its request to its arrival, and dated once the factory has promised it", () => {
  expect(awaited([placed])).toEqual([]);
  expect(awaited([placed, depleted])).toEqual([{ productId: "glazed", quantity: 100, expectedAt: undefined }]);
  expect(awaited([placed, depleted, accepted])).toEqual([
    { productId: "glazed", quantity: 100, expectedAt: "2026-01-01T00:00:10Z" },
  ]);
  expect(awaited([placed, depleted, accepted, replenished])).toEqual([]);
});

test("an order made a VIP if its timeline says so", () => {
  expect(hasPromoted([placed, depleted])).toBe(false);
  expect(hasPromoted([placed, entry("customer.promoted", { customerId: "cus_1", customerType: "vip" })])).toBe(true);
});

test("a failed batch is awaited again once it is requested again", () => {
  const failed = entry("production.failed", { productId: "glazed", quantity: 100, reason: "oven" });
  expect(awaited([depleted, accepted, failed])).toEqual([]);
  expect(awaited([depleted, accepted, failed, depleted])).toHaveLength(1);
});

test("products are awaited apart from one another, and unknown events change nothing", () => {
  const other = entry("stock.depleted", { productId: "injeolmi", quantity: 60, available: 0 });
  const unknown = entry("customer.promoted", { customerId: "c" });
  expect(awaited([depleted, other, unknown, replenished]).map((it) => it.productId)).toEqual(["injeolmi"]);
});

test("customers are not told of the shop's ads and marketing", () => {
  const promoted = entry("customer.promoted", { customerId: "cus_1" });
  const ours = ["campaign.manager_asked", "campaign.stopped", "customer.marketing_told", "shopify.order_stored"];
  expect(shownToCustomer([placed, ...ours.map((type) => entry(type, {})), promoted])).toEqual([placed, promoted]);
});
