import { language } from "../../i18n/language.ts";
import { queryClient } from "../../query-client.ts";
import { addSubscription, subscriptionsQuery } from "./api.ts";
import { browserSubscription, type Subscribed } from "./browser.ts";
import { deviceName } from "./device-name.ts";
import { bringOver } from "./own-service.ts";
import { type ThisDevice, thisDevice } from "./this-device.ts";
import type { FromWorker } from "./worker-messages.ts";

/** Tells the shop of a subscription of this browser, which is then the one it knows this device by. */
export async function announce({ receiver, ...subscription }: Subscribed): Promise<void> {
  const { id } = await addSubscription({
    ...subscription,
    language: language(),
    device: deviceName(navigator.userAgent),
  });
  thisDevice.set({ id, endpoint: subscription.endpoint, ...(receiver !== undefined && { receiver }) });
  await queryClient.invalidateQueries({ queryKey: subscriptionsQuery.queryKey });
}

/**
 * For as long as a page of the console is open: follows clicks on notifications, brings over what an own push service
 * has, and tells the shop when the browser has another subscription than it had. @returns how to stop
 */
export function keepNotified(device: ThisDevice, open: (path: string) => void): () => void {
  const onMessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === "open") open(data.path);
    if (data.type === "renewed") void renew(device);
  };
  navigator.serviceWorker?.addEventListener("message", onMessage);
  navigator.serviceWorker?.startMessages();
  const stop = device.receiver === undefined ? undefined : bringOver(device.receiver);
  if (device.receiver === undefined) void renew(device);
  return () => {
    navigator.serviceWorker?.removeEventListener("message", onMessage);
    stop?.();
  };
}

/** What fails here is tried again when the console is opened the next time. */
async function renew({ endpoint }: ThisDevice): Promise<void> {
  const present = await browserSubscription().catch(() => undefined);
  if (present && present.endpoint !== endpoint) await announce(present).catch(() => undefined);
}
