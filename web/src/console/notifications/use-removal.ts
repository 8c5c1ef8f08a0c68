import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sayFailed } from "../shared/say.tsx";
import { removeSubscription, type Subscriptions, subscriptionsQuery } from "./api.ts";
import { unsubscribeBrowser } from "./browser.ts";
import { unsubscribeAt } from "./own-service.ts";
import { thisDevice } from "./this-device.ts";

/** Removes a device from the list at once; if it is this browser, its subscription ends too. */
export function useRemoval(done: (id: string) => void) {
  const client = useQueryClient();
  const { queryKey } = subscriptionsQuery;
  return useMutation({
    mutationFn: async (id: string) => {
      await removeSubscription(id);
      const device = thisDevice.get();
      if (device?.id !== id) return;
      thisDevice.set(undefined);
      await (device.receiver === undefined ? unsubscribeBrowser() : unsubscribeAt(device.receiver));
    },
    onMutate: async (id) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<Subscriptions>(queryKey);
      if (before)
        client.setQueryData<Subscriptions>(queryKey, {
          ...before,
          subscriptions: before.subscriptions.filter((it) => it.id !== id),
        });
      return { before };
    },
    onSuccess: (_, id) => done(id),
    onError: (error, _, context) => {
      client.setQueryData(queryKey, context?.before);
      sayFailed(error);
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
