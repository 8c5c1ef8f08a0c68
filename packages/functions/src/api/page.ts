import { faultText } from "@donut/contracts/faults";
import * as z from "zod";

/** @returns the page size parameter. */
export function pageLimit(largest: number) {
  const text = faultText("whole-number", { from: 1, to: largest });
  return z.coerce.number(text).int(text).min(1, text).max(largest, text).default(Math.min(largest, 20));
}

/** The `next` of the previous page. */
export const cursor = z.string().max(2_000).optional();
