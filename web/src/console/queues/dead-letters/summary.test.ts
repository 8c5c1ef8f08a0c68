import { expect, test } from "vitest";
import { summaryOf } from "./summary.ts";

const names: Record<string, string> = { glazed: "Original Glazed", injeolmi: "Injeolmi Crumb" };
const summary = (body: unknown) => summaryOf(JSON.stringify(body), (id) => names[id] ?? id);
const line = (productId: string, quantity: number) => ({ productId, quantity });

test.each([
  [{ type: "stock.depleted", data: { productId: "glazed", quantity: 100, shortageId: "s" } }, "100 × Original Glazed"],
  [
    { id: "ord_1", lines: [line("glazed", 2), line("injeolmi", 1)], email: "mina@example.com" },
    "2 × Original Glazed, 1 × Injeolmi Crumb · mina@example.com",
  ],
  [
    { data: { orderId: "ord_2", lines: [1, 2, 3, 4].map((n) => line("glazed", n)) } },
    "1 × Original Glazed, 2 × Original Glazed, +2",
  ],
  [{ id: "e", data: { customerId: "cus_1" } }, "cus_1"],
  [{ data: { campaignId: "hoyong" } }, "hoyong"],
  [{ productId: "gone-from-the-catalogue" }, "gone-from-the-catalogue"],
  [{ lines: "none", email: 3 }, ""],
  ["text", ""],
  [null, ""],
])("%j: %s", (body, expected) => {
  expect(summary(body)).toBe(expected);
});

test("a truncated body or one that is not JSON has no summary", () => {
  expect(summaryOf('{"productId": "gla', (id) => id)).toBe("");
});
