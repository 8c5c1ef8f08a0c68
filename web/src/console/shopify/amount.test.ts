import { expect, test } from "vitest";
import { amountText } from "./amount.ts";

test.each([
  ["1335000", "1,335,000"],
  ["11.70", "11.70"],
  ["-1234567.8900", "-1,234,567.8900"],
  ["12345678901234567890.1", "12,345,678,901,234,567,890.1"],
  ["0", "0"],
  ["1e3", "1e3"],
  ["", ""],
])("%s is shown as %s", (amount, text) => {
  expect(amountText(amount)).toBe(text);
});
