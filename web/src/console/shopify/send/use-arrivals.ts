import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePaused } from "../../live/pause.ts";
import { shopifyKey } from "../api.ts";
import { type Arrivals, readArrivals } from "./arrivals.ts";

const EVERY = 1000;
const none: Arrivals = new Map();

/** A run's arrived samples, polled until all have arrived. */
export function useArrivals(run: string, count: number): Arrivals {
  const client = useQueryClient();
  const paused = usePaused();
  const queryKey = [...shopifyKey, "arrivals", run];
  const { data } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const known = client.getQueryData<Arrivals>(queryKey) ?? none;
      const found = await readArrivals(run, known, { thorough: false, signal });
      if (found.size > known.size || found.size >= count) return found;
      return readArrivals(run, found, { thorough: true, signal });
    },
    refetchInterval: ({ state }) => (paused || (state.data?.size ?? 0) >= count ? false : EVERY),
    structuralSharing: false,
    retry: false,
    meta: { live: true, steady: true },
    networkMode: "always",
  });
  return data ?? none;
}
