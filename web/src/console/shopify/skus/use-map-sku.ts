import type { SkuMapping } from "@donut/contracts/shopify";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { mapSku, shopifyKey, skusQuery } from "../api.ts";

/** Maps a SKU optimistically, and undoes it if the server refuses. The server processes the waiting orders again. */
export function useMapSku() {
  const client = useQueryClient();
  const { queryKey } = skusQuery;
  return useMutation({
    mutationFn: mapSku,
    onMutate: async (wanted: Pick<SkuMapping, "sku" | "productId" | "units">) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      if (before) {
        const others = before.mapped.filter(({ sku }) => sku !== wanted.sku);
        client.setQueryData(queryKey, {
          ...before,
          mapped: [{ ...wanted, mappedAt: new Date().toISOString() }, ...others],
        });
      }
      return before;
    },
    onError: (_error, _wanted, before) => {
      if (before) client.setQueryData(queryKey, before);
    },
    onSettled: () => client.invalidateQueries({ queryKey: shopifyKey }),
  });
}
