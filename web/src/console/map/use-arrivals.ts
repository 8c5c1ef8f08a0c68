import { useEffect, useState } from "react";
import type { Counts } from "../topology/counts.ts";
import { type Arrivals, arrivalsAfter } from "./arrivals.ts";

const none: Arrivals = new Map();

/** Who is in which tunnel since when, as far as this page has seen it. */
export function useArrivals(counts: Counts): Arrivals {
  const [arrivals, setArrivals] = useState(none);
  useEffect(() => setArrivals((before) => arrivalsAfter(before, counts, Date.now())), [counts]);
  return arrivals;
}
