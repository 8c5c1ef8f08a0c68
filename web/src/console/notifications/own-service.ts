import type { Subscribed } from "./browser.ts";
import { registerWorker } from "./browser.ts";
import type { ToWorker } from "./worker-messages.ts";

/**
 * Subscribes to the deployment's own push service, which holds the subscription's keys, for browsers that cannot reach
 * their vendor's. It cannot wake the browser; an open page of the console receives its messages.
 */
export async function subscribeAt(service: string, publicKey: string): Promise<Subscribed> {
  await registerWorker();
  const response = await fetch(`${service}/subscriptions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ applicationServerKey: publicKey }),
  });
  if (!response.ok) throw new Error(`${service}: ${response.status}`);
  const { endpoint, keys, receiver } = (await response.json()) as Required<Subscribed>;
  return { endpoint, keys, receiver };
}

/** Ends it; a service that is unreachable finds out later, when nobody receives. */
export async function unsubscribeAt(receiver: string): Promise<void> {
  await fetch(receiver, { method: "DELETE" }).catch(() => undefined);
}

/** Passes messages to the service worker, as a push would. @returns a function that stops it */
export function bringOver(receiver: string): () => void {
  const stream = new EventSource(receiver);
  stream.onmessage = async ({ data }) => {
    const registration = await registerWorker();
    await navigator.serviceWorker.ready;
    registration.active?.postMessage({ type: "push", text: String(data) } satisfies ToWorker);
  };
  return () => stream.close();
}
