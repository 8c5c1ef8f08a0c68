/**
 * Shows operators' push notifications, even if no page of the shop is open, and opens the right page on a click. It
 * handles no requests, so the store and the console load as if it did not exist. Built separately
 * (build/push-worker.ts): it may import types only.
 */
import type { PushMessage } from "@donut/contracts/push";
import type { FromPage, FromWorker, ToWorker } from "../src/console/notifications/worker-messages.ts";

declare const self: ServiceWorkerGlobalScope;

type Notice = PushMessage["notification"];

const ANSWER_MS = 500;

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => event.waitUntil(show(read(event.data?.text() ?? ""))));

// Passed on by a page from a push service that cannot reach the browser (console/notifications/own-service.ts).
self.addEventListener("message", (event) => {
  const { type, text } = event.data as ToWorker;
  if (type === "push") event.waitUntil(show(read(text)));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(addressIn(event.notification.data)));
});

// The browser has ended the subscription, for example because its keys were old. The console sends the shop the new
// one.
self.addEventListener("pushsubscriptionchange", (event) => {
  const { oldSubscription } = event as Event & { oldSubscription?: PushSubscription };
  (event as ExtendableEvent).waitUntil(renew(oldSubscription));
});

/** One notification per tag: a repeated one replaces it, without a second sound. */
async function show({ title, body, lang, tag, navigate, timestamp }: Notice): Promise<void> {
  const options = {
    tag,
    lang,
    timestamp,
    icon: "/notification.png",
    badge: "/notification-badge.png",
    data: { navigate },
    ...(body !== undefined && { body }),
  };
  await self.registration.showNotification(title, options);
}

/** A browser revokes the permission of a site that gets a push and shows nothing. */
function read(text: string): Notice {
  const unreadable = {
    title: "Donut-States",
    lang: "en",
    tag: "unreadable",
    navigate: "/console",
    timestamp: Date.now(),
  };
  try {
    const { notification } = JSON.parse(text) as Partial<PushMessage>;
    return notification && typeof notification.title === "string" ? notification : (unreadable as Notice);
  } catch {
    return unreadable as Notice;
  }
}

/** @returns an address of this site */
function addressIn(data: unknown): URL {
  const { navigate = "/console" } = (data ?? {}) as { navigate?: string };
  const address = URL.parse(navigate, self.location.origin);
  return address?.origin === self.location.origin ? address : new URL("/console", self.location.origin);
}

/** Focuses the page if it is open, otherwise navigates an open console to it, otherwise opens it. */
async function open({ href, pathname, search }: URL): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const path = pathname + search;
  const paths = await Promise.all(windows.map(pathIn));
  const there = windows[paths.indexOf(path)];
  const console = there ?? windows.find((_, index) => paths[index] !== undefined);
  if (console === undefined) {
    await self.clients.openWindow(href);
    return;
  }
  if (there === undefined) tell(console, { type: "open", path });
  await console.focus();
}

/**
 * Asks a window where in the console it is: its `url` is the address it was loaded with, which after a sign-in is the
 * issuer's callback. A window that is not the console, or is asleep, does not answer.
 */
function pathIn(window: WindowClient): Promise<string | undefined> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve((data as FromPage).path);
    setTimeout(() => resolve(undefined), ANSWER_MS);
    tell(window, { type: "where" }, [port2]);
  });
}

async function renew(old: PushSubscription | undefined): Promise<void> {
  const key = old?.options.applicationServerKey;
  if (!key) return;
  await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  for (const client of await self.clients.matchAll({ type: "window" })) tell(client, { type: "renewed" });
}

function tell(client: Client, message: FromWorker, ports: MessagePort[] = []): void {
  client.postMessage(message, ports);
}
