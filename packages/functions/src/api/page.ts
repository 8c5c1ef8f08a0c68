import { faultText } from "@donut/contracts/faults";
import * as z from "zod";

/** @returns the parameter of a page's size. */
export function pageLimit(largest: number) {
  const text = faultText("whole-number", { from: 1, to: largest });
  return z.coerce.number(text).int(text).min(1, text).max(largest, text).default(Math.min(largest, 20));
}

/** The `next` of the page before. */
export const cursor = z.string().max(2_000).optional();
