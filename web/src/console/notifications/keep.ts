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

/** Sends the shop this browser's subscription, which identifies the device from then on. */
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
 * While a page of the console is open: follows clicks on notifications, passes on messages of the system's own push
 * service, and tells the shop when the browser's subscription has changed. @returns a function that stops it
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

/** Former operators get no notifications here from now on. */
async function beSeen({ id, receiver }: ThisDevice): Promise<void> {
  try {
    await noteSeen(id);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 403) return;
    thisDevice.set(undefined);
    await (receiver === undefined ? unsubscribeBrowser() : unsubscribeAt(receiver)).catch(() => undefined);
  }
}

/** A failure here is retried when the console is opened next. */
async function renew({ endpoint }: ThisDevice): Promise<void> {
  const present = await browserSubscription().catch(() => undefined);
  if (present && present.endpoint !== endpoint) await announce(present).catch(() => undefined);
}
