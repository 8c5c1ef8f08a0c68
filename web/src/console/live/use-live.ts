import { type QueryKey, type UseQueryOptions, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { usePaused } from "./pause.ts";

/** Data refetched less often than this, in milliseconds, hardly changes: its age means nothing. */
const STEADY = 5000;
/** How often data that could not be fetched is asked for again, in milliseconds. */
const RECOVERY = 1000;

/**
 * A query refetched every `every` milliseconds, but not while updates are paused or the tab is hidden. When a call
 * fails, the last answer stays and refetching goes on.
 */
export function useLive<Data, Key extends QueryKey>(
  options: UseQueryOptions<Data, Error, Data, Key>,
  every = 1000,
): UseQueryResult<Data> {
  const paused = usePaused();
  return useQuery({
    ...options,
    meta: { live: true, steady: every > STEADY },
    retry: false,
    staleTime: paused ? Number.POSITIVE_INFINITY : 0,
    refetchInterval: ({ state }) => {
      if (paused) return false;
      return state.error ? Math.min(every, RECOVERY) : every;
    },
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: !paused,
    // A laptop's system answers even when the laptop is offline.
    networkMode: "always",
  });
}
