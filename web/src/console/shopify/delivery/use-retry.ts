import { useMutation, useQueryClient } from "@tanstack/react-query";
import { retryDelivery, shopifyKey } from "../api.ts";

/** Retries a given-up delivery, with another body if one is given. */
export function useRetry(webhookId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: string | undefined) => retryDelivery(webhookId, body),
    onSuccess: () => client.invalidateQueries({ queryKey: shopifyKey }),
  });
}
