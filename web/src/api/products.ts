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
  refetchOnReconnect: true,
});

export function useProducts() {
  return useQuery(productsQuery);
}
