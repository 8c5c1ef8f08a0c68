import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import type { Me, Order } from "../../api/types.ts";
import { salesUrl } from "../../api/urls.ts";

/** @param email the owner: one person's orders must not be shown to the next */
export const meQuery = (email: string) =>
  queryOptions({ queryKey: ["me", email], queryFn: ({ signal }) => call<Me>(`${salesUrl}/me`, { signal }) });

export const myOrdersQuery = (email: string) =>
  infiniteQueryOptions({
    queryKey: ["me", email, "orders"],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : "";
      return call<{ orders: Order[]; next?: string }>(`${salesUrl}/me/orders${cursor}`, { signal });
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });
