import type { Topology } from "@donut/contracts/topology";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";
import type { PeekedMessage, ProductionOrder, QueueCounts, StockItem } from "./types.ts";

/** The most that one peek shows. */
const PEEK_LIMIT = 100;
const PAGE = 50;

export const topologyQuery = queryOptions({
  queryKey: ["admin", "topology"],
  queryFn: ({ signal }) => call<Topology>(`${adminUrl}/topology`, { signal }),
});

export const queuesQuery = queryOptions({
  queryKey: ["admin", "queues"],
  queryFn: ({ signal }) => call<{ queues: QueueCounts[] }>(`${adminUrl}/queues`, { signal }),
});

/** Not live: a peek receives messages, so it happens only on the operator's request. */
export const peekQuery = (queue: string) =>
  queryOptions({
    queryKey: ["admin", "queues", queue, "messages"],
    queryFn: ({ signal }) =>
      call<{ messages: PeekedMessage[] }>(
        `${adminUrl}/queues/${encodeURIComponent(queue)}/messages?limit=${PEEK_LIMIT}`,
        { signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });

export const stockQuery = queryOptions({
  queryKey: ["admin", "stock"],
  queryFn: ({ signal }) => call<{ stock: StockItem[] }>(`${adminUrl}/stock`, { signal }),
});

export const productionQuery = (after: string | undefined) =>
  queryOptions({
    queryKey: ["admin", "production-orders", after],
    queryFn: ({ signal }) => {
      const cursor = after ? `&cursor=${encodeURIComponent(after)}` : "";
      return call<{ productionOrders: ProductionOrder[]; next?: string }>(
        `${adminUrl}/production-orders?limit=${PAGE}${cursor}`,
        { signal },
      );
    },
  });
