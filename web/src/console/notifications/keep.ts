import { ApiError } from "../../api/http.ts";
import { language } from "../../i18n/language.ts";
import { queryClient } from "../../query-client.ts";
import { addSubscription, noteSeen, subscriptionsQuery } from "./api.ts";
import { browserSubscription, type Subscribed, unsubscribeBrowser } from "./browser.ts";
import { deviceName } from "./device-name.ts";
import { bringOver, unsubscribeAt } from "./own-service.ts";
import { type ThisDevice, thisDevice } from "./this-device.ts";
import type { FromPage, FromWorker } from "./worker-messages.ts";

const SEEN_EVERY_MS = 6 * 3_600_000;

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
  const onMessage = ({ data, ports }: MessageEvent<FromWorker>) => {
    if (data.type === "where") ports[0]?.postMessage({ path: location.pathname + location.search } satisfies FromPage);
    if (data.type === "open") open(data.path);
    if (data.type === "renewed") void renew(device);
  };
  navigator.serviceWorker?.addEventListener("message", onMessage);
  navigator.serviceWorker?.startMessages();
  const stop = device.receiver === undefined ? undefined : bringOver(device.receiver);
  if (device.receiver === undefined) void renew(device);
  void beSeen(device);
  const timer = setInterval(() => void beSeen(device), SEEN_EVERY_MS);
  return () => {
    navigator.serviceWorker?.removeEventListener("message", onMessage);
    clearInterval(timer);
    stop?.();
  };
}

/** Whoever is no operator any more is told nothing here from now on. */
async function beSeen({ id, receiver }: ThisDevice): Promise<void> {
  try {
    await noteSeen(id);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 403) return;
    thisDevice.set(undefined);
    await (receiver === undefined ? unsubscribeBrowser() : unsubscribeAt(receiver)).catch(() => undefined);
  }
}

/** What fails here is tried again when the console is opened the next time. */
async function renew({ endpoint }: ThisDevice): Promise<void> {
  const present = await browserSubscription().catch(() => undefined);
  if (present && present.endpoint !== endpoint) await announce(present).catch(() => undefined);
}
