import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let paused = false;

/** Whether the operator has paused the live numbers. */
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
