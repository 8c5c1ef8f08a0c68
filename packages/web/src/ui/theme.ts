import { useSyncExternalStore } from "react";

/** `system` follows the device. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "donut.theme";
const listeners = new Set<() => void>();

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, theme);
}

export function setTheme(next: Theme): void {
  // index.html reads the same key before the first paint.
  try {
    if (next === "system") localStorage.removeItem(key);
    if (next !== "system") localStorage.setItem(key, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  if (next === "system") delete document.documentElement.dataset.theme;
  if (next !== "system") document.documentElement.dataset.theme = next;
  for (const listener of listeners) listener();
}

function theme(): Theme {
  return themes.find((it) => it === document.documentElement.dataset.theme) ?? "system";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
