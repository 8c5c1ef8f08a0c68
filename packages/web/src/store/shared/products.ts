import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import type { OrderLine, Product } from "../../api/types.ts";
import { salesUrl } from "../../api/urls.ts";

/** The catalogue with live stock: asked for again while someone is looking. */
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

export function useProduct(id: string): Product | undefined {
  return useQuery({ ...productsQuery, select: (products) => products.find((it) => it.id === id) }).data;
}

/** @returns the catalogue as it will be when these lines are sold, if they can be */
export function afterSale(products: Product[], lines: OrderLine[]): Product[] {
  return products.map((product) => {
    const sold = lines.find((it) => it.productId === product.id)?.quantity ?? 0;
    const available = product.stock.available - sold;
    if (sold === 0 || available < 0) return product;
    return {
      ...product,
      stock: { ...product.stock, available, state: available === 0 ? "sold_out" : product.stock.state },
    };
  });
}
