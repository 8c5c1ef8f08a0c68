import { useEffect, useEffectEvent } from "react";

/** Runs `action` when `key` is pressed alone and not into a field. */
export function useShortcut(key: string, action: () => void): void {
  const run = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== key.toLowerCase()) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
    if (event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]"))
      return;
    action();
  });

  useEffect(() => {
    document.addEventListener("keydown", run);
    return () => document.removeEventListener("keydown", run);
  }, []);
}
