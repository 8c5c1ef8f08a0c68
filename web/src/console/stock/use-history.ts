import { useSyncExternalStore } from "react";
import { remember, type Sample } from "../text/sparkline.ts";

/** The time span of the small charts, in milliseconds. */
export const HISTORY_MS = 10 * 60_000;

const histories = new Map<string, Sample[]>();
const none: Sample[] = [];
const listeners = new Set<() => void>();

/** Records each product's available stock. Kept as long as the console is open, across its pages. */
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
