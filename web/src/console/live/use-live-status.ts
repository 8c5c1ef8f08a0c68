import { type Query, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

export interface LiveStatus {
  /** When the oldest numbers on this page arrived, in milliseconds; undefined if none has yet. */
  updatedAt: number | undefined;
  /** Why one of the last calls failed. */
  error: Error | undefined;
}

/** How fresh the live data of the open page is. */
export function useLiveStatus(): LiveStatus {
  const cache = useQueryClient().getQueryCache();
  const shown = () => cache.getAll().filter((query) => query.meta?.live === true && query.isActive());
  const subscribe = (listener: () => void) => cache.subscribe(listener);
  const updatedAt = useSyncExternalStore(subscribe, () => oldest(shown()));
  const error = useSyncExternalStore(subscribe, () => failure(shown()));
  return { updatedAt, error };
}

function oldest(queries: Query[]): number | undefined {
  const times = queries
    .filter((query) => !query.meta?.steady)
    .map((query) => query.state.dataUpdatedAt)
    .filter((time) => time > 0);
  return times.length ? Math.min(...times) : undefined;
}

function failure(queries: Query[]): Error | undefined {
  return queries.map((query) => query.state.error).find((error) => error !== null);
}
