import { useSyncExternalStore } from "react";
import { remember, type Sample } from "../text/sparkline.ts";

/** How far back the small charts reach, in milliseconds. */
export const HISTORY_MS = 10 * 60_000;

const histories = new Map<string, Sample[]>();
const none: Sample[] = [];
const listeners = new Set<() => void>();

/** Notes what is available of each product. Kept as long as the page is open, over all its pages. */
export function recordHistory(at: number, items: { productId: string; available: number }[]): void {
  for (const { productId, available } of items) {
    histories.set(productId, remember(histories.get(productId) ?? none, { at, value: available }, HISTORY_MS));
  }
  for (const listener of listeners) listener();
}

export function useHistory(productId: string): Sample[] {
  return useSyncExternalStore(subscribe, () => histories.get(productId) ?? none);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
