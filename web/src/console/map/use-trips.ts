import type { MetricHistory } from "@donut/contracts/metrics";
import type { Topology } from "@donut/contracts/topology";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useMedia } from "../../ui/use-media.ts";
import { metricsQuery } from "../api/metrics.ts";
import { useLive } from "../live/use-live.ts";
import type { Counts } from "../topology/counts.ts";
import { quickTrips, type Trip, tripsBetween } from "./traffic.ts";

/** CloudWatch has a new value once a minute, the laptop at once. */
const METRICS_EVERY = 15_000;
/** Longer than any animation of a trip. */
const KEPT_MS = 4_000;

export interface ShownTrip extends Trip {
  id: number;
  at: number;
}

const none: ShownTrip[] = [];

/** What is moving on the map right now: only what the numbers say has moved, and nothing where motion is unwanted. */
export function useTrips({ queues }: Topology, counts: Counts): ShownTrip[] {
  const isStill = useMedia("(prefers-reduced-motion: reduce)");
  const { data: history } = useLive({ ...metricsQuery("15m"), enabled: !isStill }, METRICS_EVERY);
  const [trips, setTrips] = useState<ShownTrip[]>(none);
  const last = useRef<{ counts?: Counts; history?: MetricHistory; number: number; seen: Map<string, number> }>({
    number: 0,
    seen: new Map(),
  });

  const show = useEffectEvent((went: Trip[]) => {
    const at = Date.now();
    const fresh = went.map((trip) => ({ ...trip, at, id: ++last.current.number }));
    setTrips((shown) => {
      const young = shown.filter((it) => it.at > at - KEPT_MS);
      return young.length + fresh.length === 0 ? none : [...young, ...fresh];
    });
  });

  useEffect(() => {
    const before = last.current;
    const went = before.counts && !isStill && !document.hidden ? tripsBetween(before.counts, counts, queues) : [];
    for (const { queue, way, count } of went)
      if (way === "out") before.seen.set(queue, (before.seen.get(queue) ?? 0) + count);
    before.counts = counts;
    show(went);
  }, [counts, queues, isStill]);

  useEffect(() => {
    const before = last.current;
    if (!history) return;
    const went = before.history && !document.hidden ? quickTrips(before.history, history, before.seen) : [];
    before.history = history;
    before.seen.clear();
    show(went);
  }, [history]);

  return trips;
}
