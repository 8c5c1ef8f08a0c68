import { type QueryKey, type UseQueryOptions, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { usePaused } from "./pause.ts";

/** What is asked less often than this, in milliseconds, hardly changes: its age tells nothing. */
const STEADY = 5000;

/**
 * A query asked again every `every` milliseconds, but not while updates are paused or the tab is hidden. When an
 * answer fails, the last one stays and asking goes on.
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
    refetchInterval: paused ? false : every,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: !paused,
    // On a laptop without network the system still answers.
    networkMode: "always",
  });
}
