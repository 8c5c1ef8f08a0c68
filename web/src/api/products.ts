import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "./http.ts";
import type { Product } from "./types.ts";
import { salesUrl } from "./urls.ts";

/** The catalogue with live stock, refetched while somebody is looking. */
export const productsQuery = queryOptions({
  queryKey: ["products"],
  queryFn: ({ signal }) =>
    call<{ products: Product[] }>(`${salesUrl}/products`, { signal, timeout: 5000 }).then((it) => it.products),
  refetchInterval: 1500,
});

export function useProducts() {
  const { data, errorUpdateCount, failureCount, isError, refetch } = useQuery(productsQuery);
  return {
    data,
    refetch,
    /** The shop has not answered for a while. Stays true while it is asked again, until it answers. */
    away: data ? isError || failureCount > 1 : errorUpdateCount > 0,
  };
}
