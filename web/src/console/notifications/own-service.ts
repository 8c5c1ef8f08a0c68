import type { Subscribed } from "./browser.ts";
import { registerWorker } from "./browser.ts";
import type { ToWorker } from "./worker-messages.ts";

/**
 * Subscribes at a push service of the deployment's own, which holds the keys of the subscription: for where a browser
 * reaches none of its vendor's. Nothing wakes the browser then; a page of the console brings over what comes.
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

/** Ends it; a service that is away will hear of it when it answers 410 to nobody any more. */
export async function unsubscribeAt(receiver: string): Promise<void> {
  await fetch(receiver, { method: "DELETE" }).catch(() => undefined);
}

/** Gives what comes to the service worker, as a push would. @returns how to stop */
export function bringOver(receiver: string): () => void {
  const stream = new EventSource(receiver);
  stream.onmessage = async ({ data }) => {
    const registration = await registerWorker();
    await navigator.serviceWorker.ready;
    registration.active?.postMessage({ type: "push", text: String(data) } satisfies ToWorker);
  };
  return () => stream.close();
}
