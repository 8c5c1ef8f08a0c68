import type { MetricRange } from "@donut/contracts/metrics";
import * as z from "zod";
import { search } from "../shared/search.ts";

export const ranges = ["15m", "1h", "6h", "24h"] as const satisfies MetricRange[];

/** What a page shows unless its address says otherwise. */
export const usualRange: MetricRange = "1h";

export const rangeSearch = z.object({ range: search.oneOf(ranges) });
