import { queryOptions } from "@tanstack/react-query";
import { localTime } from "../../api/clock.ts";
import { ApiError, call } from "../../api/http.ts";
import type { Order, TimelineEntry } from "../../api/types.ts";
import { salesUrl } from "../../api/urls.ts";
import { awaited } from "./journey.ts";

export interface FollowedOrder {
  order: Order;
  timeline: TimelineEntry[];
}

const watched = 15_000;

/** An order and its consequences: refetched often while something is under way, then rarely. */
export function orderQuery(id: string) {
  return queryOptions({
    queryKey: ["orders", id],
    queryFn: ({ signal }) => call<FollowedOrder>(`${salesUrl}/orders/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => {
      if (state.error instanceof ApiError && state.error.status === 404) return false;
      if (!state.data) return 2000;
      if (state.data.order.status === "queued") return 1000;
      const age = Date.now() - localTime(state.data.order.settledAt ?? state.data.order.placedAt);
      return awaited(state.data.timeline).length > 0 || age < watched ? 1000 : 15_000;
    },
  });
}
