import type { PushSubscriptionInput } from "@donut/contracts/push";

/** A subscription in the shop's format, without fields that only the page needs. */
export type Subscribed = Pick<PushSubscriptionInput, "endpoint" | "keys"> & { receiver?: string };

export type Subscribing =
  | { status: "subscribed"; subscription: Subscribed }
  /** The browser's push service is unreachable, or the browser has none. */
  | { status: "failed"; reason: "no-answer" | string };

/** A browser that cannot reach its vendor may never answer. */
const PATIENCE_MS = 8000;

export type Support = "supported" | "unsupported" | "install-first";

/** Whether this browser supports notifications. On an iPhone only a web app on the home screen does. */
export function support(): Support {
  if ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window) return "supported";
  return /\biP(hone|ad|od)\b/.test(navigator.userAgent) ? "install-first" : "unsupported";
}

export function registerWorker(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register("/push-worker.js", { updateViaCache: "none" });
}

/** Subscribes this browser to its vendor's push service. */
export async function subscribeBrowser(publicKey: string): Promise<Subscribing> {
  await registerWorker();
  const registration = await navigator.serviceWorker.ready;
  const asked = subscribeWith(registration, publicKey).then(
    (subscription): Subscribing => ({ status: "subscribed", subscription: inputOf(subscription) }),
    (error: Error): Subscribing => ({ status: "failed", reason: error.message }),
  );
  const late = new Promise<Subscribing>((resolve) =>
    setTimeout(() => resolve({ status: "failed", reason: "no-answer" }), PATIENCE_MS),
  );
  return Promise.race([asked, late]);
}

/** @returns the browser's current subscription */
export async function browserSubscription(): Promise<Subscribed | undefined> {
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  return subscription ? inputOf(subscription) : undefined;
}

export async function unsubscribeBrowser(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

/** A subscription made with another key, as before a change of the shop's keys, blocks a new one. */
async function subscribeWith({ pushManager }: ServiceWorkerRegistration, publicKey: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  try {
    return await pushManager.subscribe(options);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(options);
  }
}

function inputOf(subscription: PushSubscription): Subscribed {
  const { endpoint = "", keys: { p256dh = "", auth = "" } = {} } = subscription.toJSON();
  return { endpoint, keys: { p256dh, auth } };
}
