import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let paused = false;

/** Whether the operator has stopped the numbers from changing. */
export function usePaused(): boolean {
  return useSyncExternalStore(subscribe, () => paused);
}

export function togglePaused(): void {
  paused = !paused;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
